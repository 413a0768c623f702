namespace OrleansNews.Comments;

/// <summary>The proof, carried in an address, that its bearer wrote a held comment.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Remembered">Whether the author let the browser remember them.</param>
internal sealed record PreviewToken(CommentId Comment, bool Remembered);
