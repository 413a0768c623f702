using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace OrleansNews.Operations;

/// <summary>Sums up what the stores of this silo measure of themselves, as the operations page shows it: the last minute, in steps of the reports.</summary>
internal sealed class StoreWatch : IDisposable
{
    /// <summary>So many steps are summed up.</summary>
    public const int Steps = 12;

    private const string Meters = "OrleansNews.Storage";
    private static readonly string[] Watched = ["orleansnews.storage.read.duration", "orleansnews.storage.write.duration"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Sums> _instruments = new(StringComparer.Ordinal);

    /// <param name="meters">The factory whose meters are this silo's; several silos may share a process.</param>
    public StoreWatch(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(Meters, StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, meters) && Watched.Contains(instrument.Name))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument.Name, static _ => new()));
        };
        _listener.SetMeasurementEventCallback<double>(static (_, seconds, _, sums) => ((Sums)sums!).Add(seconds));
        _listener.Start();
    }

    /// <summary>Ends a step, and says what the last ones amount to.</summary>
    public ImmutableArray<StoreReport> Turn() =>
        [.. _instruments.OrderBy(instrument => instrument.Key, StringComparer.Ordinal).Select(instrument => instrument.Value.Turn(instrument.Key))];

    public void Dispose() => _listener.Dispose();

    private sealed class Sums
    {
        private readonly Lock _lock = new();
        private readonly Queue<(long Count, double Seconds, double Longest)> _steps = new();
        private (long Count, double Seconds, double Longest) _step;

        public void Add(double seconds)
        {
            lock (_lock) _step = (_step.Count + 1, _step.Seconds + seconds, Math.Max(_step.Longest, seconds));
        }

        public StoreReport Turn(string instrument)
        {
            lock (_lock)
            {
                _steps.Enqueue(_step);
                _step = default;
                if (_steps.Count > Steps) _steps.Dequeue();
                var count = _steps.Sum(step => step.Count);
                return new(instrument, count, count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(_steps.Sum(step => step.Seconds) / count), TimeSpan.FromSeconds(_steps.Max(step => step.Longest)));
            }
        }
    }
}
