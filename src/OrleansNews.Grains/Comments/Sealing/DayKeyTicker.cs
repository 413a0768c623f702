using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Has expired day keys destroyed once an hour, in each silo: also where nobody comments and so nobody asks for a key.</summary>
internal sealed partial class DayKeyTicker(
    IGrainFactory grains,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<DayKeyTicker> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _ticking = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(DayKeyTicker), ServiceLifecycleStage.Active, StartAsync, StopAsync);

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
            do
            {
                await DestroyExpiredAsync();
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping; another silo, or the next start, goes on.
        }
    }

    private async Task DestroyExpiredAsync()
    {
        try
        {
            await grains.GetGrain<IDayKeysGrain>(0).DestroyExpiredAsync(Actor.System).WaitAsync(_stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            LogNotDestroyed(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Expired day keys could not be destroyed; tried again within the hour.")]
    private partial void LogNotDestroyed(Exception fault);
}
