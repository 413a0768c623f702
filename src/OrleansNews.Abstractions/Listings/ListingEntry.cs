using System.Collections.Immutable;
using OrleansNews.Media;

namespace OrleansNews.Listings;

/// <summary>A story in a listing: what a front page or section page shows of it.</summary>
[GenerateSerializer, Immutable, Alias("news.ListingEntry")]
public sealed record ListingEntry
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>The revision this entry was made from; an entry of an older revision never replaces it.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>The permalink's path.</summary>
    [Id(2)] public required string Path { get; init; }

    /// <summary>The headline, plain text.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <summary>The standfirst, or the first 55 words of the body as plain text (WordPress's excerpt length).</summary>
    [Id(4)] public string Excerpt { get; init; } = "";

    /// <summary>The section.</summary>
    [Id(5)] public Term? Section { get; init; }

    /// <summary>The byline.</summary>
    [Id(6)] public ImmutableArray<Term> Authors { get; init; } = [];

    /// <summary>First publication; listings are in this order, newest first, and by story number where it is equal.</summary>
    [Id(7)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Last update that readers saw.</summary>
    [Id(8)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The picture at its head; null for none.</summary>
    [Id(9)] public PictureSource? Picture { get; init; }
}
