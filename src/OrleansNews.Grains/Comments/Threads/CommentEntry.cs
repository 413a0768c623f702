using System.Runtime.InteropServices;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// What is resident of one comment. Its bytes are also the stored form of a snapshot (little-endian): a change of the layout is a new
/// <see cref="SnapshotCodec.Format"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CommentEntry
{
    public Guid Submission;
    public long PayloadHash;
    public long DuplicateByAuthor;
    public long DuplicateByEmail;
    public ulong Commenter;
    public ulong Browser;

    /// <summary>The event that posted it; 0 when that event is lost.</summary>
    public uint Sequence;

    /// <summary>The event that holds its present text.</summary>
    public uint TextSequence;

    /// <summary>When it was posted, in seconds since 1970.</summary>
    public uint Seconds;

    public int Parent;

    /// <summary>The newest reply; replies are a ring through <see cref="NextSibling"/>, so the newest one leads to the oldest.</summary>
    public int LastChild;
    public int NextSibling;
    public int VisibleReplies;

    /// <summary>Visible replies at any depth.</summary>
    public int VisibleBelow;
    public int Up;
    public int Down;
    public int PreviousByCommenter;
    public ushort Version;
    public ushort Depth;
    public CommentStatus Status;

    /// <summary>The status before spam or trash, for <see cref="Decision.Restore"/>.</summary>
    public CommentStatus Before;

    /// <summary>The status that was decided when it was posted: the answer to a repetition.</summary>
    public CommentStatus First;
    public EntryFlags Flags;
}

/// <summary>Small facts about a comment. Stored in snapshots; never renumber.</summary>
[Flags]
internal enum EntryFlags : byte
{
    None = 0,

    /// <summary>A member of staff wrote it.</summary>
    ByStaff = 1,

    /// <summary>It was edited, flagged or decided about: the index lists those events.</summary>
    Amended = 2,

    /// <summary>Erased, but stored bytes may still hold name and text.</summary>
    RedactionDue = 4,

    /// <summary>Its event is lost: only its number is known.</summary>
    Lost = 8,

    /// <summary>The commenter's grain hears of its approval.</summary>
    Notify = 16,

    /// <summary>A reader flagged it, and no moderator has decided since, or whoever did took it back.</summary>
    Flagged = 32,
}
