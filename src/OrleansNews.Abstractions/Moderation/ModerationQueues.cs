namespace OrleansNews.Moderation;

/// <summary>The lists of a moderation desk that a comment stands in. Stored; never renumber.</summary>
[Flags]
public enum ModerationQueues : byte
{
    /// <summary>In none: an erased comment.</summary>
    None = 0,

    /// <summary>Waits for a moderator.</summary>
    Held = 1,

    /// <summary>Readers see it, one of them flagged it, and nobody has decided since.</summary>
    Flagged = 2,

    /// <summary>Visible or waiting: WordPress's "All".</summary>
    All = 4,

    /// <summary>Called spam.</summary>
    Spam = 8,

    /// <summary>Removed; can be restored.</summary>
    Trash = 16,
}
