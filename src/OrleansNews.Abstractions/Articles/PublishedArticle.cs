using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>What every reader may see of a story. A withdrawn story has no text here, only its status.</summary>
[GenerateSerializer, Immutable, Alias("news.PublishedArticle")]
public sealed record PublishedArticle
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Id { get; init; }

    /// <summary><see cref="ArticleStatus.Published"/> or <see cref="ArticleStatus.Withdrawn"/>.</summary>
    [Id(1)] public required ArticleStatus Status { get; init; }

    /// <summary>Counts publications, updates and withdrawals of this story from 1; grows with each change that readers can see.</summary>
    [Id(2)] public required long Revision { get; init; }

    /// <summary>The permalink's path, with leading and trailing slash.</summary>
    [Id(3)] public required string Path { get; init; }

    /// <summary>The headline, plain text.</summary>
    [Id(4)] public string Title { get; init; } = "";

    /// <summary>The standfirst, plain text; may be empty.</summary>
    [Id(5)] public string Excerpt { get; init; } = "";

    /// <summary>The body as sanitised HTML, ready to be shown.</summary>
    [Id(6)] public string Html { get; init; } = "";

    /// <summary>The section.</summary>
    [Id(7)] public Term? Section { get; init; }

    /// <summary>The tags.</summary>
    [Id(8)] public ImmutableArray<Term> Tags { get; init; } = [];

    /// <summary>The byline.</summary>
    [Id(9)] public ImmutableArray<Term> Authors { get; init; } = [];

    /// <summary>The place; may be empty.</summary>
    [Id(10)] public string Dateline { get; init; } = "";

    /// <summary>When it was first published.</summary>
    [Id(11)] public DateTimeOffset PublishedAt { get; init; }

    /// <summary>When readers last got another text; equal to <see cref="PublishedAt"/> before the first update.</summary>
    [Id(12)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether staff leave the comments open. Closing by age is the site's setting and comes on top.</summary>
    [Id(13)] public bool CommentsOpen { get; init; }

    /// <summary>Logins of the staff who wrote it: their own comments are approved.</summary>
    [Id(14)] public ImmutableArray<string> Owners { get; init; } = [];

    /// <summary>The standfirst, plain text; empty when the excerpt stands in its place.</summary>
    [Id(15)] public string Standfirst { get; init; } = "";

    /// <summary>The headline for search engines and window titles; empty when it is the headline.</summary>
    [Id(16)] public string SeoTitle { get; init; } = "";

    /// <summary>The description for search engines; empty when it is the excerpt.</summary>
    [Id(17)] public string SeoDescription { get; init; } = "";

    /// <summary>What readers were told of mistakes, oldest first.</summary>
    [Id(18)] public ImmutableArray<PublicCorrection> Corrections { get; init; } = [];

    /// <summary>The picture at its head; null for none.</summary>
    [Id(19)] public PublishedImage? LeadImage { get; init; }

    /// <summary>Whether it is a live story, and in what order its entries stand.</summary>
    [Id(20)] public LiveOrder Live { get; init; }
}
