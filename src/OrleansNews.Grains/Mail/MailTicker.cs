using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Has mails sent that are due, and asks what is told by mail: every two seconds, in each silo. Does nothing in a newspaper that sends none.</summary>
internal sealed partial class MailTicker(
    IGrainFactory grains,
    MailSwitch mail,
    MailWishes wishes,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<MailTicker> logger) : SiloTicker(TimeSpan.FromSeconds(2), time)
{
    protected override Task TickAsync(CancellationToken stopping) => mail.IsOn
        ? Task.WhenAll(Enumerable.Range(0, IMailOutboxGrain.Shards).Select(shard => SendAsync(shard, stopping)).Append(RefreshAsync(stopping))).WaitAsync(stopping)
        : Task.CompletedTask;

    private async Task SendAsync(int shard, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IMailOutboxGrain>(shard).SendDueAsync();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotSent(shard, fault);
        }
    }

    private async Task RefreshAsync(CancellationToken stopping)
    {
        try
        {
            await wishes.RefreshAsync(grains.GetGrain<ISiteGrain>(0));
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogNotHeard(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The settings of the site did not answer; the next tick asks again what is told by mail.")]
    private partial void LogNotHeard(Exception fault);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the mail outbox did not answer; the next tick asks again.")]
    private partial void LogNotSent(int shard, Exception fault);
}
