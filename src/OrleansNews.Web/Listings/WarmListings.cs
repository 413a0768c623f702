using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>The front page, and the first page of each section of the navigation.</summary>
internal sealed class WarmListings(IClusterClient cluster, ListingPages pages, SiteFrames frames, IOptions<ReadOptions> options) : IWarmPages
{
    private readonly Dictionary<string, IPageSource> _sources = new(StringComparer.Ordinal);
    private (long Listing, long Sections, long Settings) _known = (-1, -1, -1);

    public async Task<IReadOnlyList<WarmPage>?> ReadAsync()
    {
        var frame = await frames.GetAsync();
        var all = await cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, 1, Math.Max(0, _known.Listing))).WaitAsync(options.Value.Deadline);
        var now = (all.Version, frame.SectionsHash, frame.Settings.Version);
        if (now == _known) return null;
        _known = now;
        // Every listing may show what changed; there are few of these, and a check that finds nothing is cheap.
        return [.. frame.Sections.Select(section => ListingAddress.Category(section.Path)).Prepend(ListingAddress.Front)
            .Select(address => new WarmPage(address.Path, null, HashCode.Combine(now), SourceOf(address)))];
    }

    private IPageSource SourceOf(ListingAddress address)
    {
        if (!_sources.TryGetValue(address.Path, out var source)) _sources[address.Path] = source = pages.At(address, 1);
        return source;
    }
}
