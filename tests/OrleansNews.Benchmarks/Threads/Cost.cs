using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Runtime;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>
/// What a load costs this process, found beside it: processor time, garbage collection, compilation, and how long commits of threads and transactions of the store took. It
/// tells what a figure is limited by.
/// </summary>
internal sealed class Cost : IDisposable
{
    private const string Written = "orleansnews.storage.written";

    private readonly MeterListener _meters = new();
    private readonly Pauses _pauses = new();
    private readonly Sum _transactions = new();
    private readonly Sum _checkpoints = new();
    private readonly Sum _commits = new();
    private readonly Sum _batches = new();
    private long _written;
    private Snapshot _begin;

    public Cost()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Written || SumOf(instrument.Name) is not null) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => SumOf(instrument.Name)?.Add(value));
        _meters.SetMeasurementEventCallback<int>((instrument, value, _, _) => SumOf(instrument.Name)?.Add(value));
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _written, value));
        _meters.Start();
        Begin();
    }

    /// <summary>Transactions of the store since <see cref="Begin"/>.</summary>
    public long Transactions => _transactions.Count;

    /// <summary>What stopped posts longest since <see cref="Begin"/>.</summary>
    public string LongestStops => string.Create(
        CultureInfo.InvariantCulture,
        $"the longest transaction of the store took {1000 * _transactions.Longest:0} ms, the longest wait for a checkpoint {1000 * _checkpoints.Longest:0} ms, the longest stop by the garbage "
        + $"collector {_pauses.Longest:0} ms, and a post may meet more than one of them");

    /// <summary>Forgets everything so far.</summary>
    public void Begin()
    {
        foreach (var sum in (Sum[])[_transactions, _checkpoints, _commits, _batches]) sum.Clear();
        _pauses.Clear();
        Interlocked.Exchange(ref _written, 0);
        _begin = Snapshot.Take();
    }

    /// <summary>What it was, for so many comments.</summary>
    public string Describe(long comments)
    {
        var end = Snapshot.Take();
        var wall = Stopwatch.GetElapsedTime(_begin.Time, end.Time).TotalSeconds;
        var cores = Environment.ProcessorCount * wall;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(double)comments / Math.Max(1, _commits.Count):0.0} comments a commit; {(end.Processor - _begin.Processor).TotalMicroseconds / comments:0} µs of processor time and "
            + $"{(end.Allocated - _begin.Allocated) / 1024.0 / comments:0.0} KB of memory a comment; cores busy {(end.Processor - _begin.Processor).TotalSeconds / cores:P0}, writer's thread "
            + $"{(_transactions.Total + _checkpoints.Total) / wall:P0} of one ({_transactions.Count / wall:0} transactions/s of {1000 * _transactions.Mean:0.0} ms, longest "
            + $"{1000 * _transactions.Longest:0} ms; longest checkpoint {1000 * _checkpoints.Longest:0} ms; {_written / 1024.0 / comments:0.0} KB written a comment); garbage collector: "
            + $"{end.Collections - _begin.Collections} collections, {end.Full - _begin.Full} of them full, stopped everything for {(end.Paused - _begin.Paused).TotalSeconds / wall:P1} of the time, "
            + $"longest {_pauses.Longest:0} ms; compiling {(end.Compiled - _begin.Compiled).TotalSeconds / wall:P0} of one core; a thread's commit {1000 * _commits.Mean:0.0} ms, longest "
            + $"{1000 * _commits.Longest:0} ms");
    }

    public void Dispose()
    {
        _meters.Dispose();
        _pauses.Dispose();
    }

    private Sum? SumOf(string instrument) => instrument switch
    {
        "orleansnews.storage.commit.duration" => _transactions,
        "orleansnews.storage.checkpoint.duration" => _checkpoints,
        "orleansnews.threads.commit.duration" => _commits,
        "orleansnews.threads.batch.size" => _batches,
        _ => null,
    };

    private readonly record struct Snapshot(long Time, TimeSpan Processor, TimeSpan Paused, TimeSpan Compiled, long Allocated, int Collections, int Full)
    {
        public static Snapshot Take() => new(
            Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), JitInfo.GetCompilationTime(), GC.GetTotalAllocatedBytes(), GC.CollectionCount(0),
            GC.CollectionCount(2));
    }

    private sealed class Sum
    {
        private readonly Lock _gate = new();

        public long Count { get; private set; }

        public double Total { get; private set; }

        public double Longest { get; private set; }

        public double Mean => Count == 0 ? 0 : Total / Count;

        public void Add(double value)
        {
            lock (_gate) (Count, Total, Longest) = (Count + 1, Total + value, Math.Max(Longest, value));
        }

        public void Clear()
        {
            lock (_gate) (Count, Total, Longest) = (0, 0, 0);
        }
    }

    // Every stop of all threads, as the runtime reports it.
    private sealed class Pauses : EventListener
    {
        private const EventKeywords GarbageCollection = (EventKeywords)1;

        private DateTime _stopped;

        public double Longest { get; private set; }

        public void Clear() => Longest = 0;

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Informational, GarbageCollection);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (written.EventName?.StartsWith("GCSuspendEEBegin", StringComparison.Ordinal) == true) _stopped = written.TimeStamp;
            else if (written.EventName?.StartsWith("GCRestartEEEnd", StringComparison.Ordinal) == true && _stopped != default)
                Longest = Math.Max(Longest, (written.TimeStamp - _stopped).TotalMilliseconds);
        }
    }
}
