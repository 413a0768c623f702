using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansNews.Listings;

/// <summary>
/// Stories in publishing order. Key: <c>front</c>, <c>category/x</c>, <c>tag/x</c>, <c>author/x</c> or <c>all</c>
/// (<see cref="ListingKeys"/>). Derived from articles, which deliver to it at least once; it can be rebuilt.
/// </summary>
[Alias("news.listing")]
public interface IListingGrain : IGrainWithStringKey
{
    /// <summary>Inserts or replaces entries; one with an older revision than what is known, removed entries included, is ignored. Durable on return.</summary>
    [Alias("put")]
    Task PutAsync(ImmutableArray<ListingEntry> entries);

    /// <summary>Removes a story as of <paramref name="revision"/>, which is remembered: a late entry of that or an older revision does not come back.</summary>
    [Alias("remove")]
    Task RemoveAsync(ArticleId article, long revision);

    /// <summary>Something of a story that its entry does not show has changed: those who follow changes look at it again. Nothing for a story that is not in the listing. Durable on return.</summary>
    [Alias("touch")]
    Task TouchAsync(ArticleId article);

    /// <summary>A page of the listing.</summary>
    [ReadOnly, Alias("read")]
    Task<ListingPage> ReadAsync(ListingQuery query);

    /// <summary>The stories before and after a place in the listing, whether or not the story of that place is in it.</summary>
    /// <param name="article">The story.</param>
    /// <param name="publishedAt">Its first publication.</param>
    [ReadOnly, Alias("neighbours")]
    Task<ListingNeighbours> FindNeighboursAsync(ArticleId article, DateTimeOffset publishedAt);

    /// <summary>
    /// What changed after a position, in the order of the changes, each story once with the last of its changes: who goes on from the last position until nothing is
    /// left knows every story, also from 0, and after any pause. Only the listing <see cref="ListingKeys.All"/> keeps changes; the others answer none.
    /// </summary>
    /// <param name="after">A position of an earlier answer; 0 for everything.</param>
    /// <param name="take">The most changes to answer, 1 to 500.</param>
    [ReadOnly, Alias("read-changes")]
    Task<ListingChanges> ReadChangesAsync(long after, int take);
}

/// <summary>Which part of a listing to read.</summary>
/// <param name="Page">From 1, the newest; with <paramref name="OldestFirst"/> the oldest.</param>
/// <param name="PageSize">1 to 100.</param>
/// <param name="KnownVersion">When this is the listing's version the answer has no items; 0 always brings them.</param>
/// <param name="From">Only stories first published at this moment or later; null for no bound.</param>
/// <param name="Until">Only stories first published before this moment; null for no bound.</param>
/// <param name="OldestFirst">Counts pages from the oldest story, so that a new story moves none of them.</param>
[GenerateSerializer, Immutable, Alias("news.ListingQuery")]
public sealed record ListingQuery(
    [property: Id(0)] int Page,
    [property: Id(1)] int PageSize,
    [property: Id(2)] long KnownVersion = 0,
    [property: Id(3)] DateTimeOffset? From = null,
    [property: Id(4)] DateTimeOffset? Until = null,
    [property: Id(5)] bool OldestFirst = false);

/// <summary>A page of a listing.</summary>
/// <param name="Items">In the order asked for; empty behind the last page, or when the version was known.</param>
/// <param name="Total">How many stories lie between the bounds: without bounds, in the whole listing.</param>
/// <param name="Version">Grows with every change of the listing.</param>
/// <param name="ChangedAt">When the listing was last told something new; the beginning of time when that was not noted yet.</param>
[GenerateSerializer, Immutable, Alias("news.ListingPage")]
public sealed record ListingPage(
    [property: Id(0)] ImmutableArray<ListingEntry> Items,
    [property: Id(1)] int Total,
    [property: Id(2)] long Version,
    [property: Id(3)] DateTimeOffset ChangedAt);

/// <summary>What stands beside a story in a listing.</summary>
/// <param name="Previous">The story that was published before; null for the first.</param>
/// <param name="Next">The story that was published after; null for the newest.</param>
/// <param name="Version">The version of the listing.</param>
[GenerateSerializer, Immutable, Alias("news.ListingNeighbours")]
public sealed record ListingNeighbours([property: Id(0)] ListingEntry? Previous, [property: Id(1)] ListingEntry? Next, [property: Id(2)] long Version);
