using System.Diagnostics.Metrics;

namespace OrleansNews.Storage.Sqlite;

/// <summary>What a SQLite store tells about itself beside what every store does: its transactions and its log.</summary>
internal sealed class SqliteStorageInstruments : GrainStorageInstruments
{
    /// <summary>The name of the meter.</summary>
    public new const string MeterName = "OrleansNews.Storage.Sqlite";

    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _checkpoint;
    private readonly Histogram<double> _logMove;
    private readonly Counter<long> _bytes;

    public SqliteStorageInstruments(IMeterFactory meters, string provider)
        : base(meters, provider, MeterName)
    {
        _commit = Meter.CreateHistogram<double>("orleansnews.storage.commit.duration", "s", "One transaction, from its begin until it is durable.");
        _checkpoint = Meter.CreateHistogram<double>("orleansnews.storage.checkpoint.duration", "s", "Moving the log into the file while writes wait.");
        _logMove = Meter.CreateHistogram<double>("orleansnews.storage.log_move.duration", "s", "Moving the log into the file while writes go on.");
        _bytes = Meter.CreateCounter<long>("orleansnews.storage.written", "By", "Bytes of state in committed writes.");
    }

    public void Committed(TimeSpan duration, int operations, long bytes)
    {
        _commit.Record(duration.TotalSeconds);
        Committed(operations);
        _bytes.Add(bytes);
    }

    public void Checkpointed(TimeSpan duration) => _checkpoint.Record(duration.TotalSeconds);

    public void MovedLog(TimeSpan duration) => _logMove.Record(duration.TotalSeconds);
}
