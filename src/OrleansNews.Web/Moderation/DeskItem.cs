using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>A comment with the headline it stands under.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Story">The headline; empty for a story that is not published.</param>
public sealed record DeskItem(DeskComment Comment, string Story)
{
    /// <summary>The comment as it is now.</summary>
    public CommentView View => Comment.Comment.View;

    /// <summary>Why it stands where it does: what was decided last, else what the rules said.</summary>
    public string Reason => Comment.Comment.Decisions is [.., { Reason.Length: > 0 } last] ? last.Reason : Comment.Comment.Reason;
}
