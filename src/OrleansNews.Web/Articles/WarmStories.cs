using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>The newest stories, by following the listing of all.</summary>
internal sealed class WarmStories(IClusterClient cluster, StoryPages pages, IOptions<ReadOptions> options) : IWarmPages
{
    private const int PageSize = 100;

    private long _version;
    private Dictionary<ArticleId, WarmPage> _known = [];

    public async Task<IReadOnlyList<WarmPage>?> ReadAsync()
    {
        var first = await ReadAsync(1, _version);
        if (first.Version == _version) return null;
        var known = new Dictionary<ArticleId, WarmPage>();
        for (var number = 1; known.Count < options.Value.WarmStories; number++)
        {
            var page = number == 1 && !first.Items.IsEmpty ? first : await ReadAsync(number, 0);
            foreach (var entry in page.Items.Take(options.Value.WarmStories - known.Count)) known[entry.Article] = Of(entry);
            if (page.Items.Length < PageSize) break;
        }

        (_known, _version) = (known, first.Version);
        return [.. known.Values];
    }

    private WarmPage Of(ListingEntry entry) =>
        _known.TryGetValue(entry.Article, out var known) && known.Path == entry.Path && known.Stamp == entry.Revision
            ? known
            : new(entry.Path, entry.Article, entry.Revision, pages.At(entry.Path, 0));

    private Task<ListingPage> ReadAsync(int page, long known) =>
        cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(page, PageSize, known)).WaitAsync(options.Value.Deadline);
}
