namespace OrleansNews.Comments;

/// <summary>The fields of a comment beside its text, as they are kept.</summary>
/// <param name="Author">The name as shown.</param>
/// <param name="Email">The email address; may be empty.</param>
/// <param name="Url">The website; empty or an absolute http(s) address.</param>
internal sealed record CommentFields(string Author, string Email, string Url);
