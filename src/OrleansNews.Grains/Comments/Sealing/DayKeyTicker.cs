using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>Has expired day keys destroyed once an hour, in each silo: also where nobody comments and so nobody asks for a key.</summary>
internal sealed partial class DayKeyTicker(
    IGrainFactory grains,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<DayKeyTicker> logger) : SiloTicker(TimeSpan.FromHours(1), time)
{
    protected override bool BeginsAtOnce => true;

    protected override async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IDayKeysGrain>(0).DestroyExpiredAsync(Actor.System).WaitAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotDestroyed(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Expired day keys could not be destroyed; tried again within the hour.")]
    private partial void LogNotDestroyed(Exception fault);
}
