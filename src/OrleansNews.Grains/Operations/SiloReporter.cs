using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Statistics;

namespace OrleansNews.Operations;

/// <summary>Tells the operations board how this silo is, every five seconds.</summary>
internal sealed partial class SiloReporter(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    IEnvironmentStatisticsProvider environment,
    StoreWatch stores,
    OutboxInstruments outboxes,
    ResidentThreads threads,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<SiloReporter> logger) : SiloTicker(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Guid _id = Guid.NewGuid();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private bool _interrupted;

    protected override bool BeginsAtOnce => true;

    protected override async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IOperationsBoardGrain>(0).ReportSiloAsync(Report()).WaitAsync(stopping);
            _interrupted = false;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // The next report says everything again.
            if (!_interrupted) LogNotReported(fault);
            _interrupted = true;
        }
    }

    private SiloReport Report()
    {
        var (statistics, outbox) = (environment.GetEnvironmentStatistics(), outboxes.Now);
        return new(
            new(_id, silo.SiloAddress.Endpoint.ToString(), ProgramBuild.Of(typeof(SiloReporter).Assembly), _startedAt, Environment.WorkingSet),
            statistics.FilteredCpuUsagePercentage, outbox.Age, outbox.Owners, stores.Turn(), threads.Largest(SiloReport.MostThreads));
    }

    [LoggerMessage(LogLevel.Information, "The operations board could not be told how this silo is; it is told again.")]
    private partial void LogNotReported(Exception fault);
}
