using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Articles;

/// <summary>Lets go out what is due: twice a second, in each silo, so that a story is there within the second that was planned.</summary>
internal sealed partial class ScheduleTicker(
    IGrainFactory grains,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<ScheduleTicker> logger) : SiloTicker(TimeSpan.FromMilliseconds(500), time)
{
    protected override bool BeginsAtOnce => true;

    protected override Task TickAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, IScheduleGrain.Shards).Select(shard => FireAsync(shard, stopping))).WaitAsync(stopping);

    private async Task FireAsync(int shard, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IScheduleGrain>(shard).FireDueAsync();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotFired(shard, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the schedule did not answer; the next tick asks again.")]
    private partial void LogNotFired(int shard, Exception fault);
}
