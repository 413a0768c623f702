namespace OrleansNews.Comments;

/// <summary>The proof, carried in an address, that its bearer wrote something a moment ago: their page must show it.</summary>
/// <param name="Article">The story.</param>
/// <param name="Position">The place in its thread behind what they wrote.</param>
internal sealed record WrittenToken(ArticleId Article, ThreadPosition Position);
