using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>A comment that passed the intake: checked, sanitised, moderated and sealed, ready to become an event.</summary>
[GenerateSerializer, Immutable, Alias("news.PostComment")]
public sealed record PostComment
{
    /// <summary>Names the attempt.</summary>
    [Id(0)] public required SubmissionId Submission { get; init; }

    /// <summary>A hash of everything that was submitted: another hash under the same submission id is refused.</summary>
    [Id(1)] public required long PayloadHash { get; init; }

    /// <summary>The comment replied to.</summary>
    [Id(2)] public CommentId? Parent { get; init; }

    /// <summary>The name as shown.</summary>
    [Id(3)] public required string Author { get; init; }

    /// <summary>The website; empty or an absolute http(s) address.</summary>
    [Id(4)] public string Url { get; init; } = "";

    /// <summary>The text as a sanitised HTML fragment with the commenter's own line breaks; paragraphs and links are made when it is shown.</summary>
    [Id(5)] public required string Text { get; init; }

    /// <summary>The commenter: key of the <see cref="ICommenterGrain"/>; empty when neither name nor email is asked for.</summary>
    [Id(6)] public string Commenter { get; init; } = "";

    /// <summary>Hash of parent, text and author's name, for the duplicate rule; 0 switches the rule off.</summary>
    [Id(7)] public long DuplicateByAuthor { get; init; }

    /// <summary>Hash of parent, text and email, for the duplicate rule; 0 when there is no email.</summary>
    [Id(8)] public long DuplicateByEmail { get; init; }

    /// <summary>The email address, sealed under the commenter's key; empty when there is none.</summary>
    [Id(9)] public ImmutableArray<byte> SealedEmail { get; init; } = [];

    /// <summary>Network address and user agent, sealed under the key of the day.</summary>
    [Id(10)] public ImmutableArray<byte> SealedOrigin { get; init; } = [];

    /// <summary>The browser that may edit it within the window.</summary>
    [Id(11)] public BrowserId? Browser { get; init; }

    /// <summary>What the moderation phases decided.</summary>
    [Id(12)] public required CommentStatus Status { get; init; }

    /// <summary>Which phase decided, and why: <c>links:2</c>, <c>first-time</c>; shown to moderators.</summary>
    [Id(13)] public string Reason { get; init; } = "";

    /// <summary>Login of the staff member who comments; empty for readers.</summary>
    [Id(14)] public string StaffLogin { get; init; } = "";

    /// <summary>Whether the commenter may reply to comments that are not approved: moderators do.</summary>
    [Id(15)] public bool MayReplyToHidden { get; init; }

    /// <summary>
    /// Whether <see cref="Browser"/> was trusted already when it posted, by as many comments as are kept. If not, <see cref="ICommenterGrain.RecordApprovalAsync(BrowserId, CommentId)"/> is called, at least once, as
    /// soon as the comment is approved; if so, that call is spared.
    /// </summary>
    [Id(16)] public bool BrowserTrusted { get; init; }

    /// <summary>Whether the commenter asks for mails about replies.</summary>
    [Id(17)] public bool WantsReplyMail { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"submission {Submission}, {Status}";
}

/// <summary>A new text for a comment, sanitised and moderated by the intake.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Text">The sanitised fragment.</param>
/// <param name="ExpectedVersion">The version that was edited.</param>
/// <param name="Browser">The browser that edits; must be the one that posted, and within the window. Null for staff.</param>
/// <param name="Staff">The moderator who edits.</param>
/// <param name="Hold">Why the new text has to wait for a moderator; empty when it does not.</param>
/// <param name="Window">How long after posting the commenter may edit.</param>
[GenerateSerializer, Immutable, Alias("news.EditComment")]
public sealed record EditComment(
    [property: Id(0)] CommentId Id,
    [property: Id(1)] string Text,
    [property: Id(2)] int ExpectedVersion,
    [property: Id(3)] BrowserId? Browser,
    [property: Id(4)] Actor? Staff,
    [property: Id(5)] string Hold,
    [property: Id(6)] TimeSpan Window)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"edit of comment {Id}, version {ExpectedVersion}";
}

/// <summary>What a moderator can decide. Stored; never renumber.</summary>
public enum Decision : byte
{
    /// <summary>Readers see it.</summary>
    Approve = 1,

    /// <summary>It waits.</summary>
    Hold = 2,

    /// <summary>It is spam.</summary>
    Spam = 3,

    /// <summary>It is removed.</summary>
    Trash = 4,

    /// <summary>Back to the status before spam or trash.</summary>
    Restore = 5,
}

/// <summary>One decision about many comments of a thread, in one commit. Deciding what is already so is done, not an error.</summary>
/// <param name="Ids">At most 1,000 comments of this thread.</param>
/// <param name="Decision">What is decided.</param>
/// <param name="Actor">The moderator.</param>
/// <param name="Reason">Why; may be empty, at most 500 characters.</param>
/// <param name="Expected">
/// The status that the moderator saw: a comment that stands at another one by now stays as it is, so that a late repetition never undoes what somebody else decided. Null decides
/// whatever the status is.
/// </param>
[GenerateSerializer, Immutable, Alias("news.DecideComments")]
public sealed record DecideComments(
    [property: Id(0)] ImmutableArray<CommentId> Ids,
    [property: Id(1)] Decision Decision,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] string Reason = "",
    [property: Id(4)] CommentStatus? Expected = null)
{
    /// <summary>Names the command, so that whoever did not hear the answer can ask for it again; empty for none. Stored with what it decides.</summary>
    [Id(5)] public Guid Command { get; init; }

    /// <summary>Whether it was sent before: comments that <see cref="Command"/> has decided about count as changed, and are left as they are, whatever was decided since.</summary>
    [Id(6)] public bool IsRepeated { get; init; }

    /// <summary>
    /// The command of a decision that is to be taken back; empty for a decision of its own. Each comment about which that command decided last becomes what it was before, flags and all; all others stay
    /// as they are, and are not among those that changed. <see cref="Decision"/> is none then: a silo that does not know this changes nothing.
    /// </summary>
    [Id(7)] public Guid Undoes { get; init; }
}

/// <summary>Why a reader flags a comment. Stored; never renumber.</summary>
public enum FlagReason : byte
{
    /// <summary>Advertising or spam.</summary>
    Spam = 1,

    /// <summary>Insults or threatens somebody.</summary>
    Abuse = 2,

    /// <summary>Not about the story.</summary>
    OffTopic = 3,

    /// <summary>Tells private things about somebody.</summary>
    Privacy = 4,

    /// <summary>Something else, told in the note.</summary>
    Other = 5,
}

/// <summary>A reader's flag; a second one by the same browser on the same comment changes nothing.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More words; at most 500 characters, shown to moderators alone.</param>
/// <param name="Browser">Who flags.</param>
[GenerateSerializer, Immutable, Alias("news.FlagComment")]
public sealed record FlagComment(
    [property: Id(0)] CommentId Id,
    [property: Id(1)] FlagReason Reason,
    [property: Id(2)] string Note,
    [property: Id(3)] BrowserId Browser)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"flag of comment {Id}: {Reason}";
}

/// <summary>Erases a person from a thread: name, text and sealed data of every comment of theirs.</summary>
/// <param name="Commenter">The commenter's key.</param>
/// <param name="Actor">Who ordered it.</param>
[GenerateSerializer, Immutable, Alias("news.EraseCommenter")]
public sealed record EraseCommenter([property: Id(0)] string Commenter, [property: Id(1)] Actor Actor);

/// <summary>The votes on one comment.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Up">Votes for it.</param>
/// <param name="Down">Votes against it.</param>
[GenerateSerializer, Immutable, Alias("news.VoteCount")]
public readonly record struct VoteCount([property: Id(0)] CommentId Id, [property: Id(1)] int Up, [property: Id(2)] int Down);

/// <summary>The outcome of a moderator's command.</summary>
/// <param name="Done">False when the actor may not do this or a comment is not of this thread; then nothing was changed.</param>
/// <param name="Position">The place behind what was written, or the current place when nothing had to change.</param>
[GenerateSerializer, Immutable, Alias("news.ModerationResult")]
public sealed record ModerationResult([property: Id(0)] bool Done, [property: Id(1)] ThreadPosition Position)
{
    /// <summary>The comments that a decision changed; those that were so already, or stood at another status than expected, are not among them.</summary>
    [Id(2)] public ImmutableArray<CommentId> Changed { get; init; } = [];

    /// <summary>Those of <see cref="Changed"/> that keep their status: only their flags were put aside, or ask for a moderator again.</summary>
    [Id(3)] public ImmutableArray<CommentId> Kept { get; init; } = [];
}

/// <summary>A comment with everything that the thread keeps about it, for moderators alone.</summary>
[GenerateSerializer, Immutable, Alias("news.ModeratedComment")]
public sealed record ModeratedComment
{
    /// <summary>The comment as stored, with name and text whatever its status; those of an erased person are gone.</summary>
    [Id(0)] public required CommentView View { get; init; }

    /// <summary>The key of the <see cref="ICommenterGrain"/>; empty when there is none.</summary>
    [Id(1)] public string Commenter { get; init; } = "";

    /// <summary>The email address, sealed under the commenter's key; empty when there is none.</summary>
    [Id(2)] public ImmutableArray<byte> SealedEmail { get; init; } = [];

    /// <summary>Network address and user agent, sealed under the key of the day; empty when there is none.</summary>
    [Id(3)] public ImmutableArray<byte> SealedOrigin { get; init; } = [];

    /// <summary>Which moderation phase decided when it was posted, and why.</summary>
    [Id(4)] public string Reason { get; init; } = "";

    /// <summary>Login of the staff member who wrote it; empty for readers.</summary>
    [Id(5)] public string StaffLogin { get; init; } = "";

    /// <summary>The texts it had, oldest first; the last one is the present text.</summary>
    [Id(6)] public ImmutableArray<CommentText> Texts { get; init; } = [];

    /// <summary>The flags of readers, oldest first.</summary>
    [Id(7)] public ImmutableArray<CommentFlag> Flags { get; init; } = [];

    /// <summary>What was decided about it since it was posted, oldest first.</summary>
    [Id(8)] public ImmutableArray<CommentDecision> Decisions { get; init; } = [];

    /// <summary>Whether a reader flagged it and no moderator has decided since.</summary>
    [Id(9)] public bool IsFlagged { get; init; }

    /// <summary>Whether the commenter asked for mails about replies.</summary>
    [Id(10)] public bool WantsReplyMail { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => View.ToString();
}

/// <summary>One text of a comment.</summary>
/// <param name="Version">1 as posted, one more with every edit.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">The sanitised fragment.</param>
/// <param name="StaffLogin">Login of the moderator who edited; empty for the commenter.</param>
[GenerateSerializer, Immutable, Alias("news.CommentText")]
public sealed record CommentText(
    [property: Id(0)] int Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Text,
    [property: Id(3)] string StaffLogin)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"text {Version}";
}

/// <summary>A decision as stored.</summary>
/// <param name="At">When.</param>
/// <param name="Status">The status from then on.</param>
/// <param name="Reason">Why: what a moderator gave as the reason, or which rule held an edited text; may be empty.</param>
/// <param name="StaffLogin">Login of the moderator; empty for a rule.</param>
[GenerateSerializer, Immutable, Alias("news.CommentDecision")]
public sealed record CommentDecision(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] CommentStatus Status,
    [property: Id(2)] string Reason,
    [property: Id(3)] string StaffLogin);

/// <summary>A reader's flag as stored.</summary>
/// <param name="At">When it was raised.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More words.</param>
[GenerateSerializer, Immutable, Alias("news.CommentFlag")]
public sealed record CommentFlag([property: Id(0)] DateTimeOffset At, [property: Id(1)] FlagReason Reason, [property: Id(2)] string Note)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"flag: {Reason}";
}
