using Microsoft.Extensions.Logging;

namespace OrleansNews.Articles;

/// <summary>
/// Lets go out what is due in one shard of the schedule: twice a second, in each silo, so that a story is there within the second that was planned. Each shard has a ticker of its own: one on a
/// silo that does not answer is waited for by no other.
/// </summary>
internal sealed partial class ScheduleTicker(int shard, IGrainFactory grains, TimeProvider time, ILogger<ScheduleTicker> logger) : SiloTicker(TimeSpan.FromMilliseconds(500), time)
{
    protected override bool BeginsAtOnce => true;

    protected override async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IScheduleGrain>(shard).FireDueAsync().WaitAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotFired(shard, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the schedule did not answer; the next tick asks again.")]
    private partial void LogNotFired(int shard, Exception fault);
}
