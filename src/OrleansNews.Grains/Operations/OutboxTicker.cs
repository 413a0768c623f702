using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Operations;

/// <summary>
/// Wakes the owners of overdue messages: every two seconds, in each silo, from the moment it is active until it begins to stop.
/// </summary>
internal sealed partial class OutboxTicker(
    IGrainFactory grains,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<OutboxTicker> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _ticking = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(OutboxTicker), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellation)
    {
        // On the thread pool: the ticks belong to no grain and must not hold up the start of the silo.
        _ticking = Task.Run(TickAsync, cancellation);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _ticking.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await Task.WhenAll(Enumerable.Range(0, IOutboxRegistryGrain.Shards).Select(WakeAsync)).WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping; another silo, or the next start, goes on.
        }
    }

    private async Task WakeAsync(int shard)
    {
        try
        {
            await grains.GetGrain<IOutboxRegistryGrain>(shard).WakeAsync(Age);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            LogNotWoken(shard, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the outbox registry did not answer; the next tick asks again.")]
    private partial void LogNotWoken(int shard, Exception fault);
}
