namespace OrleansNews.Live;

/// <summary>How many people have a story open.</summary>
/// <param name="Article">The story.</param>
/// <param name="Readers">Open live feeds.</param>
[GenerateSerializer, Immutable, Alias("news.StoryReaders")]
public readonly record struct StoryReaders([property: Id(0)] ArticleId Article, [property: Id(1)] int Readers);
