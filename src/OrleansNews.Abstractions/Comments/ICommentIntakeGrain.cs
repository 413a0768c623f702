using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Takes what commenters send: validates, asks the commenter's grain, sanitises, moderates, seals, appends to the thread. Stateless; any key will do: one that comes from the story spreads the work of a front end over all silos.</summary>
[Alias("news.comment-intake")]
public interface ICommentIntakeGrain : IGrainWithIntegerKey
{
    /// <summary>Posts a comment. A submission id that is known gets its first answer again before any rule is asked.</summary>
    [Alias("submit")]
    Task<PostCommentResult> SubmitAsync(CommentSubmission submission);

    /// <summary>Changes the text of a fresh comment on behalf of the browser that posted it, or of staff; the moderation rules run again.</summary>
    [Alias("edit")]
    Task<PostCommentResult> EditAsync(CommentEdit edit);
}

/// <summary>A new text for a comment.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Text">The whole new text, as typed.</param>
/// <param name="ExpectedVersion">The <see cref="CommentView.Version"/> that was edited: an edit of another version is <see cref="CommentRefusal.NotEditable"/>, the same edit again is answered as it was.</param>
/// <param name="Browser">The browser that posted it; null when staff edit.</param>
/// <param name="Staff">The moderator who edits; null when the commenter does.</param>
[GenerateSerializer, Immutable, Alias("news.CommentEdit")]
public sealed record CommentEdit(
    [property: Id(0)] CommentId Id,
    [property: Id(1)] string Text,
    [property: Id(2)] int ExpectedVersion,
    [property: Id(3)] BrowserId? Browser,
    [property: Id(4)] Actor? Staff)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"edit of comment {Id}, version {ExpectedVersion}";
}
