namespace OrleansNews;

/// <summary>
/// Does its work again and again in each silo, from the moment that is active until it begins to stop. The work belongs to no grain: it runs on the thread pool
/// and never holds up the start. A fault of one tick is the work's own to report; the next tick comes all the same.
/// </summary>
/// <param name="period">How long after the beginning of a tick the next one is due.</param>
/// <param name="time">The clock that counts the period.</param>
internal abstract class SiloTicker(TimeSpan period, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _ticking = Task.CompletedTask;

    /// <summary>Whether the first tick comes at once; otherwise after the first period.</summary>
    protected virtual bool BeginsAtOnce => false;

    /// <summary>The work. It reports its faults and throws nothing but what <paramref name="stopping"/> makes it throw.</summary>
    protected abstract Task TickAsync(CancellationToken stopping);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(GetType().Name, ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        _ticking = Task.Run(RunAsync, cancellation);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _ticking.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            if (BeginsAtOnce) await TickAsync(_stopping.Token);
            while (await timer.WaitForNextTickAsync(_stopping.Token)) await TickAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping; another silo, or the next start, goes on.
        }
    }
}
