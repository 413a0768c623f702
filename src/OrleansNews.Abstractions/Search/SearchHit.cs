using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>A story that was found, as it is published at the moment of the answer.</summary>
[GenerateSerializer, Immutable, Alias("news.SearchHit")]
public sealed record SearchHit
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>The permalink's path.</summary>
    [Id(1)] public required string Path { get; init; }

    /// <summary>The headline.</summary>
    [Id(2)] public required ImmutableArray<TextRun> Title { get; init; }

    /// <summary>The part of the text that has most of what was looked for; its beginning when nothing of that is in it. About 40 words.</summary>
    [Id(3)] public required ImmutableArray<TextRun> Snippet { get; init; }

    /// <summary>The section.</summary>
    [Id(4)] public Term? Section { get; init; }

    /// <summary>The byline.</summary>
    [Id(5)] public ImmutableArray<Term> Authors { get; init; } = [];

    /// <summary>First publication.</summary>
    [Id(6)] public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>A piece of plain text.</summary>
/// <param name="Part">The text. It is not HTML and must be encoded.</param>
/// <param name="IsMatch">Whether it is what was looked for.</param>
[GenerateSerializer, Immutable, Alias("news.TextRun")]
public sealed record TextRun([property: Id(0)] string Part, [property: Id(1)] bool IsMatch);
