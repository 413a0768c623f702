namespace OrleansNews.Site;

/// <summary>
/// Whether a front end that was just started still copies the newest pages. A balancer that sends readers sooner sends them to one that has nothing to show when a silo is slow to answer,
/// as in an upgrade, where silos leave at the same time.
/// </summary>
public sealed class WarmUp
{
    private volatile bool _isOver;

    /// <summary>Whether the copies are made, or not to be had soon.</summary>
    public bool IsOver => _isOver;

    /// <summary>Readers may come.</summary>
    internal void End() => _isOver = true;
}
