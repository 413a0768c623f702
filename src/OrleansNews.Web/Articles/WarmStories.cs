using OrleansNews.Listings;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>The newest stories, by following the listing of all.</summary>
internal sealed class WarmStories(IClusterClient cluster, StoryPages pages, ChangedStories changes, RelatedReader relatives, SiteFrames frames, IOptions<ReadOptions> options) : IWarmPages
{
    private const int PageSize = 100;

    private long _version;
    private (long Settings, long Sections) _frame;

    // Up to which position of the listing the changes were known when the pages were read, the last time and the time before.
    private long _seen = -1;
    private long _seenBefore = -1;
    private Dictionary<ArticleId, WarmPage> _known = [];

    public async Task<IReadOnlyList<WarmPage>?> ReadAsync()
    {
        var frame = await frames.GetAsync();
        var framed = (frame.Settings.Version, frame.SectionsHash);
        var first = await ReadAsync(1, _version);
        if (first.Version == _version && framed == _frame) return null;
        await changes.FollowAsync(first.Version);
        var seen = changes.Position;
        // One more than wanted: the page of the oldest names the one before it.
        var entries = new List<ListingEntry>();
        for (var number = 1; entries.Count <= options.Value.WarmStories; number++)
        {
            var page = number == 1 && !first.Items.IsEmpty ? first : await ReadAsync(number, 0);
            entries.AddRange(page.Items);
            if (page.Items.Length < PageSize) break;
        }

        var known = new Dictionary<ArticleId, WarmPage>();
        for (var i = 0; i < Math.Min(entries.Count, options.Value.WarmStories); i++)
        {
            known[entries[i].Article] = Of(entries[i], i > 0 ? entries[i - 1] : null, i + 1 < entries.Count ? entries[i + 1] : null, framed);
        }

        (_known, _version, _frame) = (known, first.Version, framed);
        (_seenBefore, _seen) = (_seen, seen);
        return [.. known.Values];
    }

    public bool HasChanged(ArticleId story) => changes.HasChanged(story, _seenBefore);

    // The page of a story names those beside it and those like it, and shows the settings and the sections: it has changed with them.
    private WarmPage Of(ListingEntry entry, ListingEntry? newer, ListingEntry? older, (long Settings, long Sections) framed)
    {
        var stamp = HashCode.Combine(entry.Revision, newer?.Article, newer?.Revision, older?.Article, older?.Revision, relatives.Find(entry.Article).Hash, framed);
        return _known.TryGetValue(entry.Article, out var known) && known.Path == entry.Path && known.Stamp == stamp
            ? known
            : new(entry.Path, entry.Article, stamp, pages.At(entry.Path, 0));
    }

    private Task<ListingPage> ReadAsync(int page, long known) =>
        cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(page, PageSize, known)).WaitAsync(options.Value.Deadline);
}
