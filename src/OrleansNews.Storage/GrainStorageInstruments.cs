using System.Diagnostics.Metrics;

namespace OrleansNews.Storage;

/// <summary>What a store outside of this process shows of itself here. Every measurement carries the name of the storage provider.</summary>
internal sealed class GrainStorageInstruments : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "OrleansNews.Storage";

    private readonly Meter _meter;
    private readonly Histogram<double> _read;
    private readonly Histogram<double> _write;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _conflicts;

    public GrainStorageInstruments(IMeterFactory meters, string provider)
    {
        _meter = meters.Create(new MeterOptions(MeterName) { Tags = [new("storage.provider", provider)] });
        _read = _meter.CreateHistogram<double>("orleansnews.storage.read.duration", "s", "From a read's start until its state is there.");
        _write = _meter.CreateHistogram<double>("orleansnews.storage.write.duration", "s", "From a write's or clear's start until it is durable.");
        _failed = _meter.CreateCounter<long>("orleansnews.storage.failed", "{operation}", "Operations that failed.");
        _conflicts = _meter.CreateCounter<long>("orleansnews.storage.conflicts", "{operation}", "Operations refused for a wrong ETag.");
    }

    public void Read(TimeSpan duration) => _read.Record(duration.TotalSeconds);

    public void Wrote(TimeSpan duration) => _write.Record(duration.TotalSeconds);

    public void Failed() => _failed.Add(1);

    public void Conflicted() => _conflicts.Add(1);

    public void Dispose() => _meter.Dispose();
}
