using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>How a decision is taken back: by another one, about comments that nobody has decided about since.</summary>
/// <param name="Decision">The decision that takes it back.</param>
/// <param name="Expected">The status that the first one made; null when comments had several.</param>
internal sealed record DeskUndo(Decision Decision, CommentStatus? Expected)
{
    /// <summary>The way back of a decision about comments of a queue; null when there is none: flags that were put aside stay there.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="seen">The status at which the comments were decided about; null when they may have had several.</param>
    public static DeskUndo? Of(ModerationQueues queue, Decision decision, CommentStatus? seen = null) => (queue, decision) switch
    {
        (ModerationQueues.Flagged, Decision.Approve) => null,
        (_, Decision.Approve) when seen == CommentStatus.Approved => null,
        (ModerationQueues.Spam, not Decision.Spam) => new(Decision.Spam, After(decision)),
        (ModerationQueues.Trash, not Decision.Trash) => new(Decision.Trash, After(decision)),
        (_, Decision.Spam or Decision.Trash) => new(Decision.Restore, After(decision)),
        (_, Decision.Approve) => new(Decision.Hold, CommentStatus.Approved),
        (_, Decision.Hold) => new(Decision.Approve, CommentStatus.Held),
        _ => null,
    };

    /// <summary>The comments that it is about: what readers saw before a decision they see after it is taken back.</summary>
    public static ImmutableArray<CommentId> IdsOf(DeskOutcome outcome) => outcome.Kept.IsDefaultOrEmpty ? outcome.Changed : [.. outcome.Changed.Except(outcome.Kept)];

    private static CommentStatus? After(Decision decision) => decision switch
    {
        Decision.Approve => CommentStatus.Approved,
        Decision.Hold => CommentStatus.Held,
        Decision.Spam => CommentStatus.Spam,
        Decision.Trash => CommentStatus.Trash,
        _ => null,
    };
}
