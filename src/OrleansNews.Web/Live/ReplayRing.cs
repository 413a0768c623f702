using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>The newest events of a thread as encoded frames, without a gap, for readers who come back. Not safe for threads: its relay's lock guards it.</summary>
internal sealed class ReplayRing(int capacity)
{
    private readonly LinkedList<ReplayEntry> _entries = [];

    /// <summary>The sequence behind which the ring knows every event.</summary>
    public long Start { get; private set; }

    /// <summary>The last sequence it knows.</summary>
    public long End { get; private set; }

    /// <summary>Forgets everything and goes on behind <paramref name="sequence"/>.</summary>
    public void Restart(long sequence)
    {
        _entries.Clear();
        Start = End = sequence;
    }

    public void Append(ReplayEntry entry)
    {
        if (entry.Sequence != End + 1) throw new ArgumentException($"The event behind {End} was expected, not {entry.Sequence}.", nameof(entry));
        _entries.AddLast(entry);
        End = entry.Sequence;
        if (_entries.Count <= capacity) return;
        _entries.RemoveFirst();
        Start++;
    }

    /// <summary>Puts older events in front, the newest of which is <see cref="Start"/>. What does not fit is left out, oldest first.</summary>
    public void Prepend(IReadOnlyList<ReplayEntry> older)
    {
        for (var i = older.Count - 1; i >= 0 && _entries.Count < capacity; i--)
        {
            if (older[i].Sequence != Start) throw new ArgumentException($"Event {Start} was expected, not {older[i].Sequence}.", nameof(older));
            _entries.AddFirst(older[i]);
            Start--;
        }
    }

    /// <summary>The frames of every event behind <paramref name="sequence"/>, which must be known.</summary>
    public IEnumerable<LiveFrame> After(long sequence)
    {
        if (sequence < Start || sequence > End) throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Known are {Start} to {End}.");
        return _entries.Where(entry => entry.Sequence > sequence).Select(entry => entry.Frame);
    }

    /// <summary>Exchanges the bytes of every frame of a comment for those that <paramref name="present"/> makes of it.</summary>
    public void Rewrite(CommentId comment, Func<ReplayEntry, LiveFrame> present)
    {
        foreach (var entry in _entries)
        {
            if (entry.Comment == comment) entry.Frame.Exchange(present(entry));
        }
    }
}
