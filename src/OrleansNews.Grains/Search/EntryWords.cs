using System.Text;
using OrleansNews.Articles;
using OrleansNews.LiveStories;

namespace OrleansNews.Search;

/// <summary>What the entries of a live story say, for the index and for snippets: the newest, so that a story that goes on for weeks costs what one of an evening does.</summary>
internal static class EntryWords
{
    private const int Page = 100;
    private const int Most = 200;
    private const int MostCharacters = 200_000;

    /// <summary>The text of a story's entries, plain and tidy; empty for a story without.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="story">The story.</param>
    /// <param name="isEnoughAsync">Whether so much of the text will do, asked before each page of entries is read; null for all of it.</param>
    public static async Task<string> ReadAsync(IGrainFactory grains, PublishedArticle story, Func<string, Task<bool>>? isEnoughAsync = null)
    {
        if (story.Live == LiveOrder.None) return "";
        var live = grains.GetGrain<ILiveStoryGrain>(story.Id.Value);
        var text = new StringBuilder();
        var (read, before) = (0, 0L);
        while (read < Most && text.Length < MostCharacters)
        {
            if (isEnoughAsync is not null && await isEnoughAsync(text.ToString())) break;
            if (await live.ReadAsync(new(OldestFirst: false, before, Page)) is not { Items: [.., var last] } entries) break;
            foreach (var entry in entries.Items) Add(text, entry);
            (read, before) = (read + entries.Items.Length, last.Number);
            if (!entries.HasMore) break;
        }

        return text.ToString(0, Math.Min(text.Length, MostCharacters));
    }

    private static void Add(StringBuilder text, LiveEntry entry)
    {
        if (text.Length > 0) text.Append(' ');
        if (entry.Headline.Length > 0) text.Append(PlainText.Tidy(entry.Headline)).Append(". ");
        text.Append(PlainText.Of(entry.Html));
    }
}
