namespace OrleansNews.Comments.Threads;

/// <summary>
/// Which comments' votes changed last, numbered, so that whoever knows a number is told what came behind it. In memory alone and bounded: who comes
/// from further back, or from another activation, is told that there is a gap.
/// </summary>
/// <param name="capacity">Changes that are kept.</param>
/// <param name="start">A number that no earlier activation reached.</param>
internal sealed class RecentVotes(int capacity, long start)
{
    private readonly Queue<int> _changes = [];
    private long _start = start;

    /// <summary>The number of the last change.</summary>
    public long End => _start + _changes.Count;

    /// <summary>Whether everything behind a number is known.</summary>
    public bool Knows(long after) => after >= _start && after <= End;

    /// <summary>Notes a change.</summary>
    public void Note(int comment)
    {
        _changes.Enqueue(comment);
        if (_changes.Count <= capacity) return;
        _changes.Dequeue();
        _start++;
    }

    /// <summary>The comments that changed behind a number, once each; all that are known when that is not known.</summary>
    public IEnumerable<int> After(long after) => _changes.Skip(Knows(after) ? (int)(after - _start) : 0).Distinct();
}
