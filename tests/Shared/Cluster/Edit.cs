namespace OrleansNews.Cluster;

/// <summary>Something an editor did to a story.</summary>
/// <param name="Article">The story.</param>
/// <param name="Before">The version that it was based on, or was read.</param>
/// <param name="Text">What was saved or read.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Began">When it was sent, as a timestamp.</param>
/// <param name="Ended">When it was answered.</param>
internal sealed record Edit(long Article, long Before, string Text, EditOutcome Outcome, long Began, long Ended)
{
    /// <summary>The version that a save made.</summary>
    public long After { get; init; }
}

/// <summary>What became of it.</summary>
internal enum EditOutcome
{
    /// <summary>The story was read.</summary>
    Read,

    /// <summary>The text was saved.</summary>
    Saved,

    /// <summary>Somebody else had saved before.</summary>
    Conflict,

    /// <summary>There was no answer, or one that promises nothing: it may have been saved.</summary>
    Unknown,
}
