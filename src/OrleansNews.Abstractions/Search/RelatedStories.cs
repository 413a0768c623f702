using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>Stories that have much in common with one.</summary>
/// <param name="Items">The nearest first; may be empty.</param>
[GenerateSerializer, Immutable, Alias("news.RelatedStories")]
public sealed record RelatedStories([property: Id(0)] ImmutableArray<RelatedStory> Items);

/// <summary>One of them, as it is published at the moment of the answer.</summary>
/// <param name="Article">The story.</param>
/// <param name="Path">The permalink's path.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Section">The section.</param>
/// <param name="PublishedAt">First publication.</param>
[GenerateSerializer, Immutable, Alias("news.RelatedStory")]
public sealed record RelatedStory(
    [property: Id(0)] ArticleId Article,
    [property: Id(1)] string Path,
    [property: Id(2)] string Title,
    [property: Id(3)] Term? Section,
    [property: Id(4)] DateTimeOffset PublishedAt);
