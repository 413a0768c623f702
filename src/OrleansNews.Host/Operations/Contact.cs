using System.Diagnostics;

namespace OrleansNews.Operations;

/// <summary>Whether this process still waits for the first silo that answers.</summary>
/// <param name="echo">How long after it the faults of the wait may still be told.</param>
internal sealed class Contact(TimeSpan echo)
{
    // What a request met before a silo answered is told a little later; nor does a client that has just connected know which grains there are.
    public static readonly TimeSpan UsualEcho = TimeSpan.FromSeconds(5);

    private volatile bool _isAwaited;
    private long _endedAt;

    /// <summary>While it holds, it has been said, and nothing that follows from it is worth a line.</summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>Whether faults may still be of the time in which a silo was awaited.</summary>
    public bool IsRecent => _isAwaited || (Interlocked.Read(ref _endedAt) is var at and not 0 && Stopwatch.GetElapsedTime(at) < echo);

    /// <summary>From now on a silo is awaited.</summary>
    public void Await() => _isAwaited = true;

    /// <summary>Nobody is awaited any more.</summary>
    public void End()
    {
        Interlocked.Exchange(ref _endedAt, Stopwatch.GetTimestamp());
        _isAwaited = false;
    }
}
