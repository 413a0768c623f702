namespace OrleansNews.Comments;

/// <summary>A browser, by the random number in its signed cookie: who may edit a fresh comment, vote once, and be trusted after an approval.</summary>
/// <param name="Value">128 random bits that the front end has verified. Never taken from an unsigned source.</param>
[GenerateSerializer, Immutable, Alias("news.BrowserId")]
public readonly record struct BrowserId([property: Id(0)] Guid Value);
