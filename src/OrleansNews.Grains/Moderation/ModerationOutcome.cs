namespace OrleansNews.Moderation;

/// <summary>What the rules decide about a new text.</summary>
internal enum ModerationOutcome
{
    /// <summary>Readers see it at once.</summary>
    Approve,

    /// <summary>It waits for a moderator.</summary>
    Hold,

    /// <summary>It is not wanted.</summary>
    Trash,

    /// <summary>It is an advertisement.</summary>
    Spam,
}
