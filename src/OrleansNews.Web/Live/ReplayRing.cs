using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// The newest events of a thread as encoded frames, without a gap, for readers who come back; bounded in events and bytes. Not safe for threads: its
/// feed's lock guards it.
/// </summary>
internal sealed class ReplayRing(int capacity, long maxBytes, ReplayBudget budget)
{
    private readonly LinkedList<ReplayEntry> _entries = [];
    private long _bytes;

    /// <summary>The sequence behind which the ring knows every event.</summary>
    public long Start { get; private set; }

    /// <summary>The last sequence it knows.</summary>
    public long End { get; private set; }

    /// <summary>The bytes of its frames.</summary>
    public long Bytes
    {
        get => _bytes;
        private set
        {
            budget.Count(_bytes, value);
            _bytes = value;
        }
    }

    /// <summary>What it holds, oldest first.</summary>
    public IEnumerable<ReplayEntry> Entries => _entries;

    /// <summary>Whether it holds more than it should.</summary>
    public bool IsOver => _entries.Count > capacity || (_entries.Count > 1 && Bytes > Math.Min(maxBytes, budget.Share));

    /// <summary>Forgets everything and goes on behind <paramref name="sequence"/>.</summary>
    public void Restart(long sequence)
    {
        foreach (var entry in _entries) entry.Frame.Forget();
        _entries.Clear();
        Start = End = sequence;
        Bytes = 0;
    }

    /// <summary>Adds the next event. Call <see cref="Trim"/> when it was sent.</summary>
    public void Append(ReplayEntry entry)
    {
        if (entry.Sequence != End + 1) throw new ArgumentException($"The event behind {End} was expected, not {entry.Sequence}.", nameof(entry));
        _entries.AddLast(entry);
        End = entry.Sequence;
        Bytes += entry.Frame.Bytes.Length;
    }

    /// <summary>Lets go of what is beyond the bounds, oldest first. Nobody may keep it then: a text that is hidden later would not be found there.</summary>
    public void Trim()
    {
        while (IsOver)
        {
            var oldest = _entries.First!.Value.Frame;
            Bytes -= oldest.Bytes.Length;
            oldest.Forget();
            _entries.RemoveFirst();
            Start++;
        }
    }

    /// <summary>
    /// Puts older events in front, the newest of which is <see cref="Start"/>. What does not fit is left out, oldest first. A reader waits for them, so
    /// their bytes are not counted against the bound before <see cref="Trim"/>.
    /// </summary>
    public void Prepend(IReadOnlyList<ReplayEntry> older)
    {
        for (var i = older.Count - 1; i >= 0 && _entries.Count < capacity; i--)
        {
            if (older[i].Sequence != Start) throw new ArgumentException($"Event {Start} was expected, not {older[i].Sequence}.", nameof(older));
            _entries.AddFirst(older[i]);
            Start--;
            Bytes += older[i].Frame.Bytes.Length;
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
            if (entry.Comment != comment) continue;
            Bytes -= entry.Frame.Bytes.Length;
            entry.Frame.Exchange(present(entry));
            Bytes += entry.Frame.Bytes.Length;
        }
    }
}
