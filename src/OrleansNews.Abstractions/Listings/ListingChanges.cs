using System.Collections.Immutable;

namespace OrleansNews.Listings;

/// <summary>A part of what changed in a listing.</summary>
/// <param name="Items">In ascending order of position; empty when nothing is left.</param>
/// <param name="Version">The listing's version, and so the position of its last change. A follower that is past it follows another listing than this one, and begins anew.</param>
[GenerateSerializer, Immutable, Alias("news.ListingChanges")]
public sealed record ListingChanges([property: Id(0)] ImmutableArray<ListingChange> Items, [property: Id(1)] long Version);

/// <summary>The last change of one story in a listing.</summary>
/// <param name="Position">Where it stands among all changes, from 1.</param>
/// <param name="Article">The story.</param>
/// <param name="Revision">The revision that the listing was told of.</param>
/// <param name="IsRemoved">Whether the story is gone from the listing.</param>
[GenerateSerializer, Immutable, Alias("news.ListingChange")]
public sealed record ListingChange(
    [property: Id(0)] long Position,
    [property: Id(1)] ArticleId Article,
    [property: Id(2)] long Revision,
    [property: Id(3)] bool IsRemoved);
