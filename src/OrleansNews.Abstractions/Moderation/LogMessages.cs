using System.Collections.Immutable;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>Where an entry stands in the moderation log.</summary>
/// <param name="Milliseconds">When it was decided, in milliseconds since 1970.</param>
/// <param name="Minor">Keeps entries of one millisecond apart: the story and the number of the event in its thread.</param>
[GenerateSerializer, Immutable, Alias("news.LogPlace")]
public readonly record struct LogPlace([property: Id(0)] long Milliseconds, [property: Id(1)] long Minor) : IComparable<LogPlace>
{
    /// <summary>The place of an event of a thread.</summary>
    public static LogPlace Of(long milliseconds, ArticleId article, long sequence) => new(milliseconds, (article.Value << 32) | (uint)sequence);

    /// <summary>By time.</summary>
    public int CompareTo(LogPlace other) => Milliseconds != other.Milliseconds ? Milliseconds.CompareTo(other.Milliseconds) : Minor.CompareTo(other.Minor);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(LogPlace left, LogPlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(LogPlace left, LogPlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is older or the same.</summary>
    public static bool operator <=(LogPlace left, LogPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is newer or the same.</summary>
    public static bool operator >=(LogPlace left, LogPlace right) => left.CompareTo(right) >= 0;
}

/// <summary>What was decided. Nothing of what a comment says, and nobody's name but the moderator's login.</summary>
[GenerateSerializer, Immutable, Alias("news.LogEntry")]
public sealed record LogEntry
{
    /// <summary>When, and which.</summary>
    [Id(0)] public required LogPlace Place { get; init; }

    /// <summary>What.</summary>
    [Id(1)] public required LogAction Action { get; init; }

    /// <summary>The story; not valid where the entry is about the whole site, or about a person and no comment of theirs.</summary>
    [Id(2)] public required ArticleId Article { get; init; }

    /// <summary>The number of the comment in its thread, which for a decision about a person is the one that it was made from: nothing else names them; 0 where it is about the conversation, or where that is nobody's business.</summary>
    [Id(3)] public int Number { get; init; }

    /// <summary>The status before; null for a comment that came in with this decision, and where there is none.</summary>
    [Id(4)] public CommentStatus? From { get; init; }

    /// <summary>The status behind it; null where there is none.</summary>
    [Id(5)] public CommentStatus? To { get; init; }

    /// <summary>Why: a rule's name, with what it found, or a moderator's words. Empty when nobody said, and after an erasure.</summary>
    [Id(6)] public string Reason { get; init; } = "";

    /// <summary>The moderator's login; empty for a rule.</summary>
    [Id(7)] public string Login { get; init; } = "";

    /// <summary>Whether the person who wrote the comment was erased: then it holds no reason.</summary>
    [Id(8)] public bool IsErased { get; init; }

    /// <summary>Which comments on the story, or on the site, wait from then on; null where the entry is not about that.</summary>
    [Id(9)] public StoryModeration? Mode { get; init; }

    /// <summary>Until when a person may not comment; null where the entry is not about that.</summary>
    [Id(10)] public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>What happens to all comments of a person from then on; null where the entry is not about that.</summary>
    [Id(11)] public CommenterRule? Rule { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"{Action} {Article}/{Number}";
}

/// <summary>What an entry of the moderation log is about. Stored; never renumber.</summary>
public enum LogAction : byte
{
    /// <summary>Any; no entry has it.</summary>
    None = 0,

    /// <summary>A comment was approved.</summary>
    Approved = 1,

    /// <summary>A comment was held.</summary>
    Held = 2,

    /// <summary>A comment was called spam.</summary>
    Spam = 3,

    /// <summary>A comment was put into the trash.</summary>
    Trash = 4,

    /// <summary>The data of the person who wrote a comment was erased.</summary>
    Erased = 5,

    /// <summary>A conversation was closed.</summary>
    Closed = 6,

    /// <summary>A conversation was opened again.</summary>
    Opened = 7,

    /// <summary>Which comments on a story wait was changed.</summary>
    ModeChanged = 8,

    /// <summary>A person was suspended.</summary>
    Suspended = 9,

    /// <summary>A suspension was lifted.</summary>
    SuspensionLifted = 10,

    /// <summary>What happens to all comments of a person was changed.</summary>
    RuleChanged = 11,

    /// <summary>Which comments on the whole site wait was changed.</summary>
    SiteModeChanged = 12,

    /// <summary>A moderator changed what a comment says.</summary>
    Edited = 13,
}

/// <summary>What to look for in the moderation log. All conditions must hold.</summary>
[GenerateSerializer, Immutable, Alias("news.LogQuery")]
public sealed record LogQuery
{
    /// <summary>Only by this login; empty for everybody and every rule.</summary>
    [Id(0)] public string Moderator { get; init; } = "";

    /// <summary>Only this; <see cref="LogAction.None"/> for all.</summary>
    [Id(1)] public LogAction Action { get; init; }

    /// <summary>Only about this story.</summary>
    [Id(2)] public ArticleId? Article { get; init; }

    /// <summary>Not before this moment.</summary>
    [Id(3)] public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    [Id(4)] public DateTimeOffset? Until { get; init; }

    /// <summary>Where to go on: only what is older than this. Null for the newest.</summary>
    [Id(5)] public LogPlace? Before { get; init; }

    /// <summary>Entries a page, 1 to 500.</summary>
    [Id(6)] public int Limit { get; init; } = 50;

    /// <summary>Whether the page is for everybody: to them an entry about a person is about no story, and is not found by one.</summary>
    [Id(7)] public bool IsPublic { get; init; }
}

/// <summary>A part of the moderation log.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Where to go on; null at the end. A page may hold few entries, or none, and go on all the same: only so many are looked at for one page.</param>
[GenerateSerializer, Immutable, Alias("news.LogPage")]
public sealed record LogPage([property: Id(0)] ImmutableArray<LogEntry> Entries, [property: Id(1)] LogPlace? Next);
