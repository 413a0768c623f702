using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orleans.Runtime;

namespace OrleansNews.Storage;

/// <summary>
/// What every store shows of itself, and what waits in this process for those whose writes go together. Every measurement carries the name of the storage provider.
/// </summary>
internal class GrainStorageInstruments : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "OrleansNews.Storage";

    private readonly Histogram<double> _read;
    private readonly Histogram<double> _write;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _conflicts;
    private Histogram<int>? _together;

    public GrainStorageInstruments(IMeterFactory meters, string provider, string meter = MeterName)
    {
        Meter = meters.Create(new MeterOptions(meter) { Tags = [new("storage.provider", provider)] });
        _read = Meter.CreateHistogram<double>("orleansnews.storage.read.duration", "s", "From a read's start until its state is there.");
        _write = Meter.CreateHistogram<double>("orleansnews.storage.write.duration", "s", "From a write's or clear's start until it is durable.");
        _failed = Meter.CreateCounter<long>("orleansnews.storage.failed", "{operation}", "Operations that failed.");
        _conflicts = Meter.CreateCounter<long>("orleansnews.storage.conflicts", "{operation}", "Operations refused for a wrong ETag.");
    }

    // Every store is one activity source, whatever its meter: traces are read across stores.
    private static readonly ActivitySource Traces = new(MeterName);

    /// <summary>Begins a step of a trace: which grain's state of which name, and never whose, since the key of a grain may be a person.</summary>
    /// <param name="operation"><c>read</c>, <c>write</c> or <c>clear</c>.</param>
    /// <param name="stateName">The name of the state.</param>
    /// <param name="grain">The grain, of which the type is told.</param>
    /// <returns>Null when nobody traces.</returns>
    public static Activity? Trace(string operation, string stateName, GrainId grain)
    {
        if (Traces.StartActivity(ActivityKind.Client, name: operation) is not { } step) return null;
        step.DisplayName = $"{operation} {stateName}";
        step.SetTag("orleans.grain.type", grain.Type.ToString());
        step.SetTag("orleans.storage.state.name", stateName);
        return step;
    }

    /// <summary>Reports how much waits, whenever somebody asks, and from now on how many operations went together.</summary>
    public void Observe(Func<int> operations, Func<long> bytes)
    {
        Meter.CreateObservableGauge("orleansnews.storage.queue.operations", operations, "{operation}", "Writes and clears that wait for others before them.");
        Meter.CreateObservableGauge("orleansnews.storage.queue.size", bytes, "By", "Bytes of the writes that wait.");
        _together = Meter.CreateHistogram<int>("orleansnews.storage.commit.operations", "{operation}", "Writes and clears in one transaction.");
    }

    /// <summary>For the instruments of one kind of store.</summary>
    protected Meter Meter { get; }

    public void Read(TimeSpan duration) => _read.Record(duration.TotalSeconds);

    public void Wrote(TimeSpan duration) => _write.Record(duration.TotalSeconds);

    /// <summary>So many operations were one transaction.</summary>
    public void Committed(int operations) => _together?.Record(operations);

    public void Failed(int operations = 1) => _failed.Add(operations);

    public void Conflicted() => _conflicts.Add(1);

    public void Dispose()
    {
        Meter.Dispose();
        GC.SuppressFinalize(this);
    }
}
