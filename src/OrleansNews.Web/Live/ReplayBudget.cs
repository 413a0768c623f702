namespace OrleansNews.Live;

/// <summary>What the rings of all threads may hold together. While they hold more, each is bounded by an equal share, so that one long talk does not push out the others.</summary>
internal sealed class ReplayBudget(long maxBytes)
{
    private long _bytes;
    private int _rings;

    /// <summary>The bytes of all rings.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What one ring may hold now.</summary>
    public long Share => Bytes <= maxBytes ? long.MaxValue : maxBytes / Math.Max(1, Volatile.Read(ref _rings));

    /// <summary>Counts bytes that a ring took or gave back; its first take it in, and its last let it go.</summary>
    public void Count(long before, long after)
    {
        if (before == 0 && after > 0) Interlocked.Increment(ref _rings);
        if (before > 0 && after == 0) Interlocked.Decrement(ref _rings);
        Interlocked.Add(ref _bytes, after - before);
    }
}
