using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>Tells pages of live stories what changed since they were made. Readers who come back together ask the same, and are answered with the same for a second.</summary>
internal sealed class LiveStoryUpdates(LiveEntryReader entries, ComponentRenderer components, SiteFrames frames) : IDisposable
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>What changed after a version; null when readers see no entries of the story. May be a second old.</summary>
    public async Task<LiveStoryUpdate?> ReadSharedAsync(PublishedArticle story, long after)
    {
        var key = (story.Id, story.Revision, after);
        if (_made.TryGetValue(key, out LiveStoryUpdate? known)) return known;
        var update = await ReadAsync(story, after);
        return _made.Set(key, update, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KeptFor });
    }

    /// <summary>The same as it is now.</summary>
    public async Task<LiveStoryUpdate?> ReadAsync(PublishedArticle story, long after)
    {
        if (story.Live == LiveOrder.None || await entries.ReadChangesAsync(story.Id, after) is not { } changes) return null;
        var frame = await frames.GetAsync();
        var view = changes.Story;
        var items = new List<LiveEntryUpdate>(changes.Items.Length);
        foreach (var (number, entry) in changes.Items)
        {
            var html = entry is null
                ? null
                : await components.RenderAsync<LiveEntryItem, LiveEntryModel>(new(entry, story.Path, frame.Dates, frame.Texts, view.Pinned.Contains(number)));
            items.Add(new(number, html));
        }

        return new(view.Version, after, changes.Complete, items, view.Pinned, view.EndedAt is not null, LiveBlogModel.StateOf(view, frame.Texts, frame.Dates));
    }

    public void Dispose() => _made.Dispose();
}
