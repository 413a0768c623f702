using System.Diagnostics.Metrics;

namespace OrleansNews.Storage.Sqlite;

/// <summary>What a SQLite store tells about itself beside what every store does: its transactions, its log, and what waits.</summary>
internal sealed class SqliteStorageInstruments : GrainStorageInstruments
{
    /// <summary>The name of the meter.</summary>
    public new const string MeterName = "OrleansNews.Storage.Sqlite";

    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;
    private readonly Histogram<double> _logMove;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _bytes;

    public SqliteStorageInstruments(IMeterFactory meters, string provider)
        : base(meters, provider, MeterName)
    {
        _commit = Meter.CreateHistogram<double>("orleansnews.storage.commit.duration", "s", "One transaction, from its begin until it is durable.");
        _checkpoint = Meter.CreateHistogram<double>("orleansnews.storage.checkpoint.duration", "s", "Moving the log into the file while writes wait.");
        _logMove = Meter.CreateHistogram<double>("orleansnews.storage.log_move.duration", "s", "Moving the log into the file while writes go on.");
        _batch = Meter.CreateHistogram<int>("orleansnews.storage.commit.operations", "{operation}", "Writes and clears in one transaction.");
        _bytes = Meter.CreateCounter<long>("orleansnews.storage.written", "By", "Bytes of state in committed writes.");
    }

    /// <summary>Reports how much waits, whenever somebody asks.</summary>
    public void Observe(WriteQueue queue)
    {
        Meter.CreateObservableGauge("orleansnews.storage.queue.operations", () => queue.Count, "{operation}", "Writes and clears that wait for the writer.");
        Meter.CreateObservableGauge("orleansnews.storage.queue.size", () => queue.Bytes, "By", "Bytes of the writes that wait for the writer.");
    }

    public void Committed(TimeSpan duration, int operations, long bytes)
    {
        _commit.Record(duration.TotalSeconds);
        _batch.Record(operations);
        _bytes.Add(bytes);
    }

    public void Checkpointed(TimeSpan duration) => _checkpoint.Record(duration.TotalSeconds);

    public void MovedLog(TimeSpan duration) => _logMove.Record(duration.TotalSeconds);
}
