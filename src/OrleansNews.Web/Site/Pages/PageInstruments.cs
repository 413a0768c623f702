using System.Diagnostics.Metrics;

namespace OrleansNews.Site;

/// <summary>What operators see of the read path.</summary>
internal sealed class PageInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _renders;
    private readonly Counter<long> _stale;
    private long _staleSinceStart;

    public PageInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("OrleansNews.Reading");
        _hits = _meter.CreateCounter<long>("orleansnews.pages.hits", "{page}", "Pages served from memory without asking the cluster.");
        _renders = _meter.CreateCounter<long>("orleansnews.pages.rendered", "{page}", "Pages rendered.");
        _stale = _meter.CreateCounter<long>("orleansnews.pages.stale", "{page}", "Pages served although the cluster did not confirm them in time.");
    }

    public void Hit() => _hits.Add(1);

    public void Rendered() => _renders.Add(1);

    public void Stale()
    {
        _stale.Add(1);
        Interlocked.Increment(ref _staleSinceStart);
    }

    /// <summary>Pages served since the start although the cluster did not confirm them in time.</summary>
    public long StaleSinceStart => Interlocked.Read(ref _staleSinceStart);

    /// <summary>Shows how much the cache holds.</summary>
    public void Watch(PageCache cache)
    {
        _meter.CreateObservableGauge("orleansnews.pages.cached.size", () => cache.Weight, "By", "Bytes of pages in memory.");
        _meter.CreateObservableGauge("orleansnews.pages.cached", () => cache.Count, "{page}", "Pages in memory.");
    }

    /// <summary>Shows how many of the wanted copies are there.</summary>
    public void Watch(PageFollower follower) =>
        _meter.CreateObservableGauge("orleansnews.pages.warm_coverage", () => follower.Coverage, "1", "Share of the pages to be kept on disk whose copies are there and present.");
}
