using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>A comment with the headline it stands under.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Story">The headline; empty for a story that is not published.</param>
public sealed record DeskItem(DeskComment Comment, string Story)
{
    /// <summary>The comment as it is now.</summary>
    public CommentView View => Comment.Comment.View;

    /// <summary>Whether it waits because nobody approved this person in this browser: that says how the person stands, too.</summary>
    public bool IsHeldAsFirst => View.Status == CommentStatus.Held && Decided is null && Comment.Comment.Reason == FirstTime;

    /// <summary>Whether somebody with a key wrote it, about whom nothing can be read at the moment.</summary>
    public bool IsPersonUnread => Comment.Standing is null && DeskAddress.IsCommenter(Comment.Comment.Commenter);

    /// <summary>What was decided last; null where nobody decided.</summary>
    public CommentDecision? Decided => Comment.Comment.Decisions is [.., var last] ? last : null;

    /// <summary>The rule that holds comments of those whom nobody approved yet.</summary>
    public const string FirstTime = "first-time";
}
