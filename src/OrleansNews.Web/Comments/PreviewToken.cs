namespace OrleansNews.Comments;

/// <summary>The proof that its bearer wrote a held comment.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Remembered">Whether the author let the browser remember them.</param>
internal sealed record PreviewToken(CommentId Comment, bool Remembered) : ISignedToken<PreviewToken>
{
    public static string Purpose => "OrleansNews.Comments.Preview.v1";

    /// <summary>How long an author can see a held comment by the link they were sent to: WordPress's time.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromMinutes(10);

    public string Content => $"{Comment}{(Remembered ? '+' : '-')}";

    public static PreviewToken? Parse(string content) => content.Length > 1 && CommentId.TryParse(content[..^1], out var id) ? new(id, content[^1] == '+') : null;
}
