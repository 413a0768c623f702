using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansNews.Listings;

/// <summary>
/// Which listings of sections, tags and authors there are, so that front ends know without asking a listing that was invented. Key: the shard, <see cref="ShardOf"/> a listing's key. A listing
/// is named here before its first story is in it, and stays named.
/// </summary>
[Alias("news.listing-names")]
public interface IListingNamesGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are. Stored; never change it.</summary>
    const int Shards = 64;

    /// <summary>The shard that names a listing.</summary>
    /// <param name="key">The listing's key (<see cref="ListingKeys"/>).</param>
    static int ShardOf(string key)
    {
        // FNV-1a: the same in every process and for ever.
        var hash = 2_166_136_261u;
        foreach (var letter in key) hash = (hash ^ letter) * 16_777_619u;
        return (int)(hash % Shards);
    }

    /// <summary>Names a listing. Durable on return; doing it again does nothing.</summary>
    [Alias("add")]
    Task AddAsync(string key);

    /// <summary>The listings that are named; null when <paramref name="knownVersion"/> is current. 0 always brings them.</summary>
    [ReadOnly, Alias("get")]
    Task<ListingNames?> GetAsync(long knownVersion);
}

/// <summary>The listings of one shard.</summary>
/// <param name="Version">Grows with each that is added; 0 while there is none.</param>
/// <param name="Keys">Their keys.</param>
[GenerateSerializer, Immutable, Alias("news.ListingNames")]
public sealed record ListingNames([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<string> Keys);
