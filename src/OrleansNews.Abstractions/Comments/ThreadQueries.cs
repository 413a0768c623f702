using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>The order of the conversations of a page. Replies are always oldest first.</summary>
public enum ThreadOrder : byte
{
    /// <summary>In the order they were posted.</summary>
    Oldest = 1,

    /// <summary>The last posted first.</summary>
    Newest = 2,

    /// <summary>By the lower bound of the Wilson score interval of their votes, then oldest first.</summary>
    Best = 3,
}

/// <summary>Which part of a thread to read. A page is a number of conversations (top-level comments) with their replies, never a whole thread.</summary>
[GenerateSerializer, Immutable, Alias("news.ThreadPageQuery")]
public sealed record ThreadPageQuery
{
    /// <summary>The order of conversations.</summary>
    [Id(0)] public ThreadOrder Order { get; init; } = ThreadOrder.Oldest;

    /// <summary>Where to go on: the <see cref="ThreadPage.Next"/> of the page before. Null for the beginning, or when <see cref="Page"/> says where. A text that is no cursor of this order reads from the beginning.</summary>
    [Id(1)] public string? Cursor { get; init; }

    /// <summary>
    /// The number of a <c>comment-page-N</c> address, from 1, the oldest; 0 is the newest such page, or the one of <see cref="Preview"/>.
    /// Null to read by cursor. Pages are cut from the conversations in oldest order, and only the newest one grows.
    /// </summary>
    [Id(2)] public int? Page { get; init; }

    /// <summary>Conversations in a page, 1 to 100.</summary>
    [Id(3)] public int Limit { get; init; } = 50;

    /// <summary>Read the replies below this comment instead of conversations; null for conversations.</summary>
    [Id(4)] public CommentId? Root { get; init; }

    /// <summary>A held comment to include for its own author (the front end has verified the signed link). Null for everybody else.</summary>
    [Id(5)] public CommentId? Preview { get; init; }

    /// <summary>
    /// A position that the page must have reached; the beginning when any will do. An activation that is behind reads its head again first, and throws <see cref="ThreadUnavailableException"/>
    /// when it is behind even then. A silo of an older build does not look: whoever needs it compares <see cref="ThreadPage.Version"/> too.
    /// </summary>
    [Id(6)] public ThreadPosition AtLeast { get; init; }

    /// <summary>
    /// Whether replies are not threaded: every comment counts as a conversation, and all stand in one list by the time they were posted. Read by <see cref="Page"/> alone,
    /// in <see cref="ThreadOrder.Oldest"/> or <see cref="ThreadOrder.Newest"/>.
    /// </summary>
    [Id(7)] public bool IsFlat { get; init; }
}

/// <summary>A part of a thread as of one position.</summary>
[GenerateSerializer, Immutable, Alias("news.ThreadPage")]
public sealed record ThreadPage
{
    /// <summary>Conversations in the order asked for, each followed by its replies (depth first, oldest first). At most 500 comments.</summary>
    [Id(0)] public required ImmutableArray<CommentView> Items { get; init; }

    /// <summary>Where the next page begins; null at the end.</summary>
    [Id(1)] public string? Next { get; init; }

    /// <summary>Visible comments in the thread: the number in "3 responses".</summary>
    [Id(2)] public required int Total { get; init; }

    /// <summary>The number of this page among <see cref="Pages"/>, from 1; 0 when read by cursor.</summary>
    [Id(3)] public int Page { get; init; }

    /// <summary>How many <c>comment-page-N</c> pages there are; at least 1.</summary>
    [Id(4)] public int Pages { get; init; } = 1;

    /// <summary>The state of the thread.</summary>
    [Id(5)] public required ThreadVersion Version { get; init; }

    /// <summary>Of a page whose replies are not threaded: what its comments answer and it does not show, as readers see it.</summary>
    [Id(6)] public ImmutableArray<CommentView> Answered { get; init; } = [];
}

/// <summary>How far a thread is: the cheap answer that a front end checks its pages with.</summary>
/// <param name="Position">The end of the log.</param>
/// <param name="PublicVersion">Moves only when something that readers can see changes; grows within an epoch.</param>
/// <param name="Total">Visible comments.</param>
/// <param name="Open">Whether moderators leave the thread open.</param>
[GenerateSerializer, Immutable, Alias("news.ThreadVersion")]
public sealed record ThreadVersion(
    [property: Id(0)] ThreadPosition Position,
    [property: Id(1)] long PublicVersion,
    [property: Id(2)] int Total,
    [property: Id(3)] bool Open);

/// <summary>Where a comment is.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Page">The <c>comment-page-N</c> page that shows it, with the number of conversations asked for; 0 when no page shows it.</param>
/// <param name="IsNewestPage">Whether that page is the newest.</param>
/// <param name="View">The comment as readers see it.</param>
/// <param name="BelowParent">
/// The <see cref="ThreadPageQuery.Cursor"/> at which the replies of its parent (<see cref="ThreadPageQuery.Root"/>) begin with it, when its conversation is too
/// long for the page; null when the page shows it.
/// </param>
[GenerateSerializer, Immutable, Alias("news.CommentLocation")]
public sealed record CommentLocation(
    [property: Id(0)] CommentStatus Status,
    [property: Id(1)] int Page,
    [property: Id(2)] bool IsNewestPage,
    [property: Id(3)] CommentView View,
    [property: Id(4)] string? BelowParent);

/// <summary>What a log event did, for live readers. Stored numbers of events are the thread's own.</summary>
public enum LogChange : byte
{
    /// <summary>A comment was posted.</summary>
    Posted = 1,

    /// <summary>Its text was changed.</summary>
    Edited = 2,

    /// <summary>It was approved, held, called spam, trashed, restored or erased.</summary>
    Decided = 3,

    /// <summary>The thread was closed.</summary>
    Closed = 4,

    /// <summary>The thread was opened.</summary>
    Opened = 5,

    /// <summary>Something readers do not see: a flag, an event of a newer version.</summary>
    Internal = 6,
}

/// <summary>One event of the log as it looks now.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Change">What it did.</param>
/// <param name="Comment">The comment it was about; null for the thread's own events.</param>
/// <param name="View">The comment as it is now, when readers may see it now; null when it is hidden, whatever the event said then.</param>
[GenerateSerializer, Immutable, Alias("news.LogItem")]
public sealed record LogItem(
    [property: Id(0)] long Sequence,
    [property: Id(1)] LogChange Change,
    [property: Id(2)] CommentId? Comment,
    [property: Id(3)] CommentView? View);

/// <summary>A part of the log.</summary>
/// <param name="Items">In order, without a gap, from the event behind the position asked for. Empty at the end of the log.</param>
/// <param name="Version">The state of the thread when it was read.</param>
/// <param name="Reset">True when the position is of another epoch, too far behind, or beyond the end: read the page anew from <paramref name="Version"/>.</param>
[GenerateSerializer, Immutable, Alias("news.ThreadLog")]
public sealed record ThreadLog([property: Id(0)] ImmutableArray<LogItem> Items, [property: Id(1)] ThreadVersion Version, [property: Id(2)] bool Reset);

/// <summary>Vote counts that changed lately.</summary>
/// <param name="Through">Up to which change.</param>
/// <param name="Complete">Whether nothing behind the change asked for is missing.</param>
/// <param name="Counts">Absolute counts, each comment once.</param>
[GenerateSerializer, Immutable, Alias("news.RecentVoteCounts")]
public sealed record RecentVoteCounts(
    [property: Id(0)] long Through,
    [property: Id(1)] bool Complete,
    [property: Id(2)] ImmutableArray<VoteCount> Counts);
