using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Operations;

/// <summary>Wakes the owners of overdue messages: every two seconds, in each silo.</summary>
internal sealed partial class OutboxTicker(
    IGrainFactory grains,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<OutboxTicker> logger) : SiloTicker(TimeSpan.FromSeconds(2), time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    protected override Task TickAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, IOutboxRegistryGrain.Shards).Select(shard => WakeAsync(shard, stopping))).WaitAsync(stopping);

    private async Task WakeAsync(int shard, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IOutboxRegistryGrain>(shard).WakeAsync(Age);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotWoken(shard, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the outbox registry did not answer; the next tick asks again.")]
    private partial void LogNotWoken(int shard, Exception fault);
}
