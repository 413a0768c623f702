using System.Diagnostics.Metrics;

namespace OrleansNews.Storage;

/// <summary>
/// What every store shows of itself; one outside of this process has no more to show here. Every measurement carries the name of the storage provider.
/// </summary>
internal class GrainStorageInstruments : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "OrleansNews.Storage";

    private readonly Histogram<double> _read;
    private readonly Histogram<double> _write;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _conflicts;

    public GrainStorageInstruments(IMeterFactory meters, string provider, string meter = MeterName)
    {
        Meter = meters.Create(new MeterOptions(meter) { Tags = [new("storage.provider", provider)] });
        _read = Meter.CreateHistogram<double>("orleansnews.storage.read.duration", "s", "From a read's start until its state is there.");
        _write = Meter.CreateHistogram<double>("orleansnews.storage.write.duration", "s", "From a write's or clear's start until it is durable.");
        _failed = Meter.CreateCounter<long>("orleansnews.storage.failed", "{operation}", "Operations that failed.");
        _conflicts = Meter.CreateCounter<long>("orleansnews.storage.conflicts", "{operation}", "Operations refused for a wrong ETag.");
    }

    /// <summary>For the instruments of one kind of store.</summary>
    protected Meter Meter { get; }

    public void Read(TimeSpan duration) => _read.Record(duration.TotalSeconds);

    public void Wrote(TimeSpan duration) => _write.Record(duration.TotalSeconds);

    public void Failed(int operations = 1) => _failed.Add(operations);

    public void Conflicted() => _conflicts.Add(1);

    public void Dispose()
    {
        Meter.Dispose();
        GC.SuppressFinalize(this);
    }
}
