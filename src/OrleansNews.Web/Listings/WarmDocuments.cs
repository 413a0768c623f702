using System.Globalization;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>
/// What programs read of the newspaper: the feeds of the front page and of the sections of the navigation, the sitemaps and <c>robots.txt</c>. Feeds of comments are none of them: what a thread says changes too often to be written each time.
/// All of them begin addresses with that of the site, and so none is kept while the settings do not say it.
/// </summary>
internal sealed class WarmDocuments(
    IClusterClient cluster,
    StoryFeeds feeds,
    Sitemaps sitemaps,
    Robots robots,
    SiteFrames frames,
    IOptions<ReadOptions> options,
    TimeProvider time) : IWarmPages
{
    // A part of the sitemap is as long as ten thousand addresses: a busy hour does not write it with every story.
    private static readonly TimeSpan PartsEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IPageSource> _sources = new(StringComparer.Ordinal);
    private (long Listing, long Sections, long Settings) _known = (-1, -1, -1);
    private (int Stamp, int Count, long ReadAt)? _parts;

    public async Task<IReadOnlyList<WarmPage>?> ReadAsync()
    {
        var frame = await frames.GetAsync();
        var all = await cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, 1, Math.Max(0, _known.Listing))).WaitAsync(options.Value.Deadline);
        var now = (all.Version, frame.SectionsHash, frame.Settings.Version);
        var arePartsOld = _parts is not { } parts || (parts.Stamp != HashCode.Combine(now) && time.GetElapsedTime(parts.ReadAt) >= PartsEvery);
        if (now == _known && !arePartsOld) return null;
        if (arePartsOld) _parts = (HashCode.Combine(now), Sitemaps.PartsOf(all.Total), time.GetTimestamp());
        _known = now;
        return frame.Settings.Address.Length == 0 ? [] : [.. ListOf(frame, HashCode.Combine(now), _parts!.Value.Stamp, _parts.Value.Count)];
    }

    private IEnumerable<WarmPage> ListOf(SiteFrame frame, int stamp, int partsStamp, int parts)
    {
        foreach (var listing in frame.Sections.Select(section => ListingAddress.Category(section.Path)).Prepend(ListingAddress.Front))
        {
            foreach (var format in new[] { FeedFormat.Rss, FeedFormat.Atom }) yield return Page(FeedRoutes.PathOf(listing.Path, format), stamp, () => feeds.At(listing, format, ""));
        }

        yield return Page("/sitemap.xml", stamp, () => sitemaps.Index(""));
        yield return Page("/news-sitemap.xml", stamp, () => sitemaps.News(""));
        yield return Page("/robots.txt", stamp, () => robots.At(""));
        for (var part = 1; part <= parts; part++)
        {
            var number = part;
            yield return Page(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{number}.xml"), partsStamp, () => sitemaps.Part(number, ""));
        }
    }

    private WarmPage Page(string path, int stamp, Func<IPageSource> make)
    {
        if (!_sources.TryGetValue(path, out var source)) _sources[path] = source = make();
        return new(SharedDocumentResult.KeyOf("", path), null, stamp, source);
    }
}
