using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>What every relay of a process works with.</summary>
internal sealed record RelayContext(
    IClusterClient Cluster,
    LiveRenderer Renderer,
    SiteFrames Frames,
    LiveOptions Live,
    ReplayBudget Budget,
    LiveInstruments Instruments,
    ReadOptions Read,
    TimeProvider Time,
    ILogger Log,
    Action<ThreadRelay> Ended)
{
    /// <summary>A time for one reader to stay away, so that readers who lost their feed together do not come back together.</summary>
    public TimeSpan RetryDelay() => Live.RetryFrom + (Live.RetryTo - Live.RetryFrom) * Random.Shared.NextDouble();
}
