using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.LiveStories;

/// <summary>One entry at its own address.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Story">The story.</param>
/// <param name="Found">The entry, which readers see, and its neighbours.</param>
public sealed record LiveEntryPageModel(SiteFrame Frame, PublishedArticle Story, FoundLiveEntry Found)
{
    public LiveEntry Entry => Found.Entry!;

    public string Title => TitleOf(Entry, Story);

    /// <summary>What a link to an entry is called: its headline, else its beginning, else, when it is nothing but a picture, the headline of the story.</summary>
    public static string TitleOf(LiveEntry entry, PublishedArticle story) =>
        entry.Headline.Length > 0 ? entry.Headline : entry.Summary.Length == 0 ? story.Title : entry.Summary.Length <= 90 ? entry.Summary : Shorten(entry.Summary);

    private static string Shorten(string text)
    {
        var end = text.LastIndexOf(' ', 90);
        return text[..(end > 0 ? end : char.IsHighSurrogate(text[89]) ? 89 : 90)] + "…";
    }
}
