using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>
/// How far listings reach, as far as is known here: the first and the last day of the newspaper and the number of its stories, asked for at most once a second, and of each listing how many
/// stories it had when it was last read. A flood of invented page numbers and days costs what one of them costs.
/// </summary>
internal sealed class ListingExtents : IDisposable
{
    private const int MostListings = 50_000;

    private readonly ReadOptions _options;
    private readonly TimeProvider _time;
    private readonly Polled<Extent> _all;
    private readonly MemoryCache _counts = new(new MemoryCacheOptions { SizeLimit = MostListings });

    public ListingExtents(IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _all = new(known => ReadAsync(cluster, known), options.Value, time);
    }

    /// <summary>How many stories the newspaper has.</summary>
    public async ValueTask<int> CountAsync() => (await _all.GetAsync()).Stories;

    /// <summary>Whether there may be stories on a page. A first page that is no day's is asked for without a question.</summary>
    public async ValueTask<bool> MayReachAsync(ListingAddress address, SiteDates dates, int page, int size)
    {
        if (page == 1 && address.Dates is null) return true;
        var all = await _all.GetAsync();
        if (address.Dates is { } days && (dates.StartOf(days.Next) <= all.Oldest || dates.StartOf(days.First) > all.Newest)) return false;
        return page == 1 || (page - 1L) * size < Math.Min(all.Stories, KnownCount(address));
    }

    /// <summary>Takes note of how many stories a listing has.</summary>
    public void Learn(ListingAddress address, int stories) =>
        _counts.Set(address.Path, new Count(stories, _time.GetTimestamp()), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1), Size = 1 });

    public void Dispose() => _counts.Dispose();

    private int KnownCount(ListingAddress address) =>
        _counts.TryGetValue(address.Path, out Count? known) && _time.GetElapsedTime(known!.At) < _options.FreshFor ? known.Stories : int.MaxValue;

    private async Task<Extent> ReadAsync(IClusterClient cluster, Extent? known)
    {
        var all = cluster.GetGrain<IListingGrain>(ListingKeys.All);
        var newest = await all.ReadAsync(new(1, 1, known?.Version ?? 0)).WaitAsync(_options.Deadline);
        // Versions only grow: a lower one comes from an activation that is behind.
        if (known is not null && newest.Version <= known.Version) return known;
        if (newest.Items is not [var last]) return new(newest.Version, 0, DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        var oldest = await all.ReadAsync(new(1, 1, OldestFirst: true)).WaitAsync(_options.Deadline);
        return new(newest.Version, newest.Total, oldest.Items is [var first] ? first.PublishedAt : last.PublishedAt, last.PublishedAt);
    }

    private sealed record Extent(long Version, int Stories, DateTimeOffset Oldest, DateTimeOffset Newest);

    private sealed record Count(int Stories, long At);
}
