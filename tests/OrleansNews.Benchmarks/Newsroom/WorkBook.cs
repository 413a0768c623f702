using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Newsroom;

/// <summary>What editors waited for in one round, and what went wrong.</summary>
/// <param name="warmUp">What was begun before does not count.</param>
/// <param name="over">What is begun after does not count: everybody hurries home.</param>
internal sealed class WorkBook(TimeSpan warmUp, Task over)
{
    private readonly long _opened = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<Deed, ConcurrentQueue<long>> _waits = [];
    private readonly ConcurrentQueue<string> _failures = [];
    private int _conflicts;

    /// <summary>What should not have been answered as it was, at whatever time.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Conflicts that were made on purpose, and met.</summary>
    public int Conflicts => Volatile.Read(ref _conflicts);

    public async Task<T> TimeAsync<T>(Deed deed, Func<Task<T>> doAsync)
    {
        var (began, wasOver) = (Stopwatch.GetTimestamp(), over.IsCompleted);
        var done = await doAsync();
        if (!wasOver && Stopwatch.GetElapsedTime(_opened, began) >= warmUp) _waits.GetOrAdd(deed, _ => []).Enqueue(Stopwatch.GetTimestamp() - began);
        return done;
    }

    public void Fail(string what) => _failures.Enqueue(what);

    public void MetConflict() => Interlocked.Increment(ref _conflicts);

    /// <summary>All waits for one thing.</summary>
    public LoadResult Of(Deed deed) => new(Stopwatch.GetElapsedTime(_opened) - warmUp, [.. (_waits.GetValueOrDefault(deed) ?? []).Order()]);
}

/// <summary>What an editor waits for.</summary>
internal enum Deed
{
    Desk,
    Open,
    Preview,
    Autosave,
    Save,
    Publish,
}
