using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>Whether traffic should be sent here: from the moment everything listens, and a front end has its copies of pages, until the stop begins.</summary>
/// <param name="lifetime">The process.</param>
/// <param name="warmUp">The copies; null in a process that serves no pages.</param>
internal sealed class Readiness(IHostApplicationLifetime lifetime, WarmUp? warmUp = null)
{
    // Asked, not remembered: the stop is visible here before any listener closes.
    public bool IsReady => lifetime.ApplicationStarted.IsCancellationRequested && warmUp is not { IsOver: false } && !lifetime.ApplicationStopping.IsCancellationRequested;
}
