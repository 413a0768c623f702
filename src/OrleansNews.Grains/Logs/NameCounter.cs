namespace OrleansNews.Logs;

/// <summary>
/// Gives out the names of one kind. The names from the committed <c>Next</c> on are reserved: a takeover buries them. So a head moves <c>Next</c> only when
/// everything given out is settled, that is, referred to or buried by that very head; no name is ever out of sight, and none in use is ever buried.
/// </summary>
internal sealed class NameCounter(int usual)
{
    private long _next = 1;
    private long _committedNext = 1;
    private int _committedCount;
    private ReservedNames _prepared;
    private int _unsettled;

    /// <summary>How many names to hold in reserve from the next commit on; the usual number when 0.</summary>
    public int Wanted { get; set; }

    /// <summary>How many names can be taken before the next commit.</summary>
    public int Available => (int)(_committedNext + _committedCount - _next);

    public long? Take()
    {
        if (Available <= 0) return null;
        _unsettled++;
        return _next++;
    }

    /// <summary>The name's object is written, or given up: the next head settles it.</summary>
    public void Settle() => _unsettled--;

    /// <summary>While names are in use, the reservation that covers them stays as it is.</summary>
    public ReservedNames Prepare(ReservedNames stored) => _prepared = _unsettled > 0
        ? stored with { Count = Math.Max(_committedCount, Wanted) }
        : stored with { Next = _next, Count = Math.Max(usual, Wanted) };

    public void Commit() => Adopt(_prepared);

    public void Adopt(ReservedNames committed)
    {
        _committedNext = committed.Next;
        _committedCount = committed.Count;
    }
}
