namespace OrleansNews.Live;

/// <summary>What came of a reader's wish to follow a thread.</summary>
internal enum Admission
{
    /// <summary>In: everything behind their position was sent, or a reset.</summary>
    Entered,

    /// <summary>The thread was not read yet.</summary>
    NotReady,

    /// <summary>Events before the ring's beginning have to be read first.</summary>
    Behind,

    /// <summary>Their page is newer than what this front end has read.</summary>
    Ahead,
}
