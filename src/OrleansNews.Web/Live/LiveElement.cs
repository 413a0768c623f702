using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>A comment as readers see it, rendered; the default is one that they may not see.</summary>
/// <param name="Html">The element.</param>
/// <param name="Parent">The comment that it answers.</param>
/// <param name="Names">The comment whose author it names because replies are not indented any deeper.</param>
internal readonly record struct LiveElement(string? Html, CommentId? Parent, CommentId? Names);
