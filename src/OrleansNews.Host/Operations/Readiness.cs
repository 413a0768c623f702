namespace OrleansNews.Operations;

/// <summary>Whether traffic should be sent here: from the moment everything listens until the stop begins.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    // Asked, not remembered: the stop is visible here before any listener closes.
    public bool IsReady => lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;
}
