namespace OrleansNews.Comments;

/// <summary>The proof that its bearer wrote something a moment ago: their page must show it.</summary>
/// <param name="Article">The story.</param>
/// <param name="Position">The place in its thread behind what they wrote.</param>
internal sealed record WrittenToken(ArticleId Article, ThreadPosition Position) : ISignedToken<WrittenToken>
{
    public static string Purpose => "OrleansNews.Comments.Written.v1";

    /// <summary>How long a writer's page is read past the cache; by then every front end has checked its own.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromSeconds(60);

    public string Content => $"{Article}@{Position}";

    public static WrittenToken? Parse(string content)
    {
        var at = content.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && ArticleId.TryParse(content[..at], out var article) && ThreadPosition.TryParse(content.AsSpan(at + 1), out var position) ? new(article, position) : null;
    }
}
