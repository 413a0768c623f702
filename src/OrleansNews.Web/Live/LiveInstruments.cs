using System.Diagnostics.Metrics;

namespace OrleansNews.Live;

/// <summary>What operators see of the live feed: the meter <c>OrleansNews.Live</c>.</summary>
internal sealed class LiveInstruments
{
    private readonly Meter _meter;
    private readonly Histogram<double> _delivery;
    private readonly Counter<long> _dropped;

    public LiveInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("OrleansNews.Live");
        _delivery = _meter.CreateHistogram<double>(
            "orleansnews.live.delivery.duration", "s", "From the thread's hint that something happened until it was handed to every connection of this process.");
        _dropped = _meter.CreateCounter<long>("orleansnews.live.dropped", "{reader}", "Readers dropped because they took nothing for too long; they come back with their position.");
    }

    /// <summary>Shows how many readers there are, and what is kept for those who come back.</summary>
    public void Watch(LiveRelays relays)
    {
        _meter.CreateObservableGauge("orleansnews.live.readers", () => relays.Connections, "{reader}", "Readers whose live feed is open.");
        _meter.CreateObservableGauge("orleansnews.live.replay.size", () => relays.ReplayBytes, "By", "Bytes of events kept for readers who come back.");
    }

    public void Delivered(TimeSpan duration) => _delivery.Record(duration.TotalSeconds);

    public void Dropped() => _dropped.Add(1);
}
