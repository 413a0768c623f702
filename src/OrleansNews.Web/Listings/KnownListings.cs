using System.Collections.Frozen;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>
/// Which sections, tags and authors there are: the names that the cluster keeps in a few shards, each asked for at most once a second. A flood of invented ones reaches no listing, and costs what one of them costs.
/// </summary>
internal sealed class KnownListings
{
    private static readonly string Sections = ListingKeys.Category("");

    private readonly SiteFrames _frames;
    private readonly Polled<Names>[] _shards;

    public KnownListings(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options, TimeProvider time)
    {
        _frames = frames;
        _shards = [.. Enumerable.Range(0, IListingNamesGrain.Shards).Select(shard => new Polled<Names>(known => ReadAsync(cluster, shard, known), options.Value, time))];
    }

    /// <summary>Whether there is such a listing. One of dates is a part of the listing of all; and a newspaper that began before names were kept has others than those until its site has named them.</summary>
    public async ValueTask<bool> MayExistAsync(ListingAddress address) =>
        address.Key is ListingKeys.Front or ListingKeys.All
        || !(await _frames.GetSettingsAsync()).NamesListings
        || (await _shards[IListingNamesGrain.ShardOf(address.Key)].GetAsync()).Keys.Contains(address.Key);

    /// <summary>The paths of all sections that are named, in no order.</summary>
    public async Task<ImmutableArray<string>> ListSectionsAsync()
    {
        var shards = await Task.WhenAll(_shards.Select(shard => shard.GetAsync().AsTask()));
        return [.. shards.SelectMany(shard => shard.Keys).Where(key => key.StartsWith(Sections, StringComparison.Ordinal)).Select(key => key[Sections.Length..])];
    }

    // Names are only added: fewer of them come from an activation that is behind.
    private static async Task<Names> ReadAsync(IClusterClient cluster, int shard, Names? known) =>
        await cluster.GetGrain<IListingNamesGrain>(shard).GetAsync(known?.Version ?? 0) is { } names && names.Version >= (known?.Version ?? 0)
            ? new(names.Version, names.Keys.ToFrozenSet(StringComparer.Ordinal))
            : known!;

    private sealed record Names(long Version, FrozenSet<string> Keys);
}
