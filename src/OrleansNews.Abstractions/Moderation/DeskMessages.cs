using System.Collections.Immutable;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>What a moderator looks for. All conditions must hold.</summary>
[GenerateSerializer, Immutable, Alias("news.DeskQuery")]
public sealed record DeskQuery
{
    /// <summary>One queue.</summary>
    [Id(0)] public ModerationQueues Queue { get; init; } = ModerationQueues.Held;

    /// <summary>Only under this story.</summary>
    [Id(1)] public ArticleId? Article { get; init; }

    /// <summary>Only by this person: key of the <see cref="ICommenterGrain"/>; empty for everybody.</summary>
    [Id(2)] public string Commenter { get; init; } = "";

    /// <summary>Only from this network address, or from addresses that begin with it where it ends in a dot or colon; empty for all. Found as long as the address can be opened.</summary>
    [Id(3)] public string Address { get; init; } = "";

    /// <summary>Only with a link in the text.</summary>
    [Id(4)] public bool HasLinks { get; init; }

    /// <summary>Only without a visible reply.</summary>
    [Id(5)] public bool IsUnanswered { get; init; }

    /// <summary>Only with all these words in name, text, website or email address; at most 200 characters. Case makes no difference.</summary>
    [Id(6)] public string Search { get; init; } = "";

    /// <summary>Where to go on: <see cref="DeskPage.Next"/> of the page before; null for the newest. A text that is none begins with the newest.</summary>
    [Id(7)] public string? Cursor { get; init; }

    /// <summary>Comments a page, 1 to 100.</summary>
    [Id(8)] public int Limit { get; init; } = 20;

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"desk: {Queue}";
}

/// <summary>A part of a queue, with what moderators may know.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">Where to go on; null at the end. A page may hold few comments, or none, and go on all the same: only so many are looked at for one page.</param>
/// <param name="Counts">How many stand in each queue.</param>
/// <param name="Unreachable">How many comments of this part could not be read now, or not who wrote them: these are shown, without <see cref="DeskComment.Standing"/>.</param>
[GenerateSerializer, Immutable, Alias("news.DeskPage")]
public sealed record DeskPage(
    [property: Id(0)] ImmutableArray<DeskComment> Items,
    [property: Id(1)] string? Next,
    [property: Id(2)] QueueCounts Counts,
    [property: Id(3)] int Unreachable);

/// <summary>A comment on the desk.</summary>
[GenerateSerializer, Immutable, Alias("news.DeskComment")]
public sealed record DeskComment
{
    /// <summary>The comment with its texts, flags and decisions.</summary>
    [Id(0)] public required ModeratedComment Comment { get; init; }

    /// <summary>The email address; null when there is none, or when its key is destroyed.</summary>
    [Id(1)] public string? Email { get; init; }

    /// <summary>Where it came from; null when that is not known any more.</summary>
    [Id(2)] public CommentOrigin? Origin { get; init; }

    /// <summary>What moderators decided about the person; null for somebody without a key, and for one about whom nothing could be read now.</summary>
    [Id(3)] public CommenterStanding? Standing { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => Comment.ToString();
}

/// <summary>A decision about comments of any threads.</summary>
/// <param name="Ids">At most 1,000.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Expected">The status that the moderator saw; see <see cref="DecideComments"/>. Null decides whatever it is.</param>
/// <param name="Reason">Why; may be empty, at most 500 characters.</param>
[GenerateSerializer, Immutable, Alias("news.DeskDecision")]
public sealed record DeskDecision(
    [property: Id(0)] ImmutableArray<CommentId> Ids,
    [property: Id(1)] Decision Decision,
    [property: Id(2)] CommentStatus? Expected,
    [property: Id(3)] string Reason)
{
    /// <summary>See <see cref="DecideComments.Command"/>.</summary>
    [Id(4)] public Guid Command { get; init; }

    /// <summary>See <see cref="DecideComments.IsRepeated"/>.</summary>
    [Id(5)] public bool IsRepeated { get; init; }

    /// <summary>See <see cref="DecideComments.Undoes"/>.</summary>
    [Id(6)] public Guid Undoes { get; init; }
}

/// <summary>A comment that was found.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Status">The status at which it was found; expected by whoever decides about it.</param>
[GenerateSerializer, Immutable, Alias("news.FoundComment")]
public readonly record struct FoundComment([property: Id(0)] CommentId Id, [property: Id(1)] CommentStatus Status);

/// <summary>A step of everything that a query finds.</summary>
/// <param name="Comments">The newest first.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Unreachable">How many could not be looked at now.</param>
[GenerateSerializer, Immutable, Alias("news.DeskFound")]
public sealed record DeskFound(
    [property: Id(0)] ImmutableArray<FoundComment> Comments,
    [property: Id(1)] string? Next,
    [property: Id(2)] int Unreachable);

/// <summary>What became of a decision.</summary>
/// <param name="Changed">The comments that it changed.</param>
/// <param name="LookedAt">How many it was about.</param>
/// <param name="Next">Where to go on, of <see cref="IModerationDeskGrain.DecideNextAsync"/>; null at the end.</param>
/// <param name="Failed">Comments whose threads did not take it, or did not answer: it may be sent again.</param>
[GenerateSerializer, Immutable, Alias("news.DeskOutcome")]
public sealed record DeskOutcome(
    [property: Id(0)] ImmutableArray<CommentId> Changed,
    [property: Id(1)] int LookedAt,
    [property: Id(2)] string? Next,
    [property: Id(3)] ImmutableArray<CommentId> Failed)
{
    /// <summary>See <see cref="ModerationResult.Kept"/>.</summary>
    [Id(4)] public ImmutableArray<CommentId> Kept { get; init; } = [];

    /// <summary>Takes it back, as <see cref="DeskDecision.Undoes"/>; the decision's own command, or one that the desk made up for it. Empty when an older silo answered.</summary>
    [Id(5)] public Guid Command { get; init; }
}
