using System.Diagnostics.Metrics;

namespace OrleansNews.Storage.Sqlite;

/// <summary>What one SQLite store tells about itself. Every measurement carries the name of the storage provider.</summary>
internal sealed class SqliteStorageInstruments : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "OrleansNews.Storage.Sqlite";

    private readonly Meter _meter;
    private readonly Histogram<double> _read;
    private readonly Histogram<double> _write;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;
    private readonly Histogram<double> _logMove;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _conflicts;

    public SqliteStorageInstruments(IMeterFactory meters, string provider)
    {
        _meter = meters.Create(new MeterOptions(MeterName) { Tags = [new("storage.provider", provider)] });
        _read = _meter.CreateHistogram<double>("orleansnews.storage.read.duration", "s", "From a read's start until its state is there.");
        _write = _meter.CreateHistogram<double>("orleansnews.storage.write.duration", "s", "From a write's or clear's start until it is durable.");
        _commit = _meter.CreateHistogram<double>("orleansnews.storage.commit.duration", "s", "One transaction, from its begin until it is durable.");
        _checkpoint = _meter.CreateHistogram<double>("orleansnews.storage.checkpoint.duration", "s", "Moving the log into the file while writes wait.");
        _logMove = _meter.CreateHistogram<double>("orleansnews.storage.log_move.duration", "s", "Moving the log into the file while writes go on.");
        _batch = _meter.CreateHistogram<int>("orleansnews.storage.commit.operations", "{operation}", "Writes and clears in one transaction.");
        _bytes = _meter.CreateCounter<long>("orleansnews.storage.written", "By", "Bytes of state in committed writes.");
        _failed = _meter.CreateCounter<long>("orleansnews.storage.failed", "{operation}", "Operations of transactions that failed.");
        _conflicts = _meter.CreateCounter<long>("orleansnews.storage.conflicts", "{operation}", "Operations refused for a wrong ETag.");
    }

    /// <summary>Reports how much waits, whenever somebody asks.</summary>
    public void Observe(WriteQueue queue)
    {
        _meter.CreateObservableGauge("orleansnews.storage.queue.operations", () => queue.Count, "{operation}", "Writes and clears that wait for the writer.");
        _meter.CreateObservableGauge("orleansnews.storage.queue.size", () => queue.Bytes, "By", "Bytes of the writes that wait for the writer.");
    }

    public void Read(TimeSpan duration) => _read.Record(duration.TotalSeconds);

    public void Wrote(TimeSpan duration) => _write.Record(duration.TotalSeconds);

    public void Conflicted() => _conflicts.Add(1);

    public void Committed(TimeSpan duration, int operations, long bytes)
    {
        _commit.Record(duration.TotalSeconds);
        _batch.Record(operations);
        _bytes.Add(bytes);
    }

    public void Checkpointed(TimeSpan duration) => _checkpoint.Record(duration.TotalSeconds);

    public void MovedLog(TimeSpan duration) => _logMove.Record(duration.TotalSeconds);

    public void Failed(int operations) => _failed.Add(operations);

    public void Dispose() => _meter.Dispose();
}
