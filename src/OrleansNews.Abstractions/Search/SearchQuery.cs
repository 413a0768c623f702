namespace OrleansNews.Search;

/// <summary>What a reader looks for.</summary>
/// <param name="Words">
/// As they typed it, at most <see cref="MaxLength"/> characters and <see cref="MaxWords"/> words: all words must be there, <c>"words in quotes"</c> beside each other, one of two
/// with <c>OR</c> between them, and none with <c>-</c> before it. Nothing else in it is an operator, and no text is an error.
/// </param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 50.</param>
/// <param name="Section">Only stories of this section, by path (<c>politics/local</c>), and of those below it; empty for all.</param>
/// <param name="From">Only stories first published at this moment or later; null for no bound.</param>
/// <param name="Until">Only stories first published before this moment; null for no bound.</param>
[GenerateSerializer, Immutable, Alias("news.SearchQuery")]
public sealed record SearchQuery(
    [property: Id(0)] string Words,
    [property: Id(1)] int Page = 1,
    [property: Id(2)] int PageSize = 10,
    [property: Id(3)] string Section = "",
    [property: Id(4)] DateTimeOffset? From = null,
    [property: Id(5)] DateTimeOffset? Until = null)
{
    /// <summary>The most characters of a query.</summary>
    public const int MaxLength = 200;

    /// <summary>The most words and phrases of a query.</summary>
    public const int MaxWords = 16;

    /// <summary>Leaves out what somebody looks for: Orleans logs a call that fails or is late with its arguments.</summary>
    public override string ToString() => $"{nameof(SearchQuery)} {{ {Words.Length} characters, page {Page} }}";
}
