using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansNews.Storage.Conformance;

/// <summary>Hears the measurements of one storage.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value)> _heard = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    /// <param name="meters">Who makes the meters of that storage.</param>
    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Hear(instrument, value));
        _listener.Start();
    }

    /// <summary>What an instrument has measured so far.</summary>
    public IReadOnlyList<double> Of(string instrument) => [.. _heard.Where(heard => heard.Instrument == instrument).Select(heard => heard.Value)];

    /// <summary>What a gauge shows now.</summary>
    public double Gauge(string instrument)
    {
        _listener.RecordObservableInstruments();
        return Of(instrument)[^1];
    }

    /// <summary>Completes at the instrument's next measurement.</summary>
    public Task NextAsync(string instrument)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited[instrument] = awaited;
        return awaited.Task;
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value)
    {
        _heard.Enqueue((instrument.Name, value));
        if (_awaited.TryRemove(instrument.Name, out var awaited)) awaited.SetResult();
    }
}
