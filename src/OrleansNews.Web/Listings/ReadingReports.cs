using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Tells the cluster what is read here: not what came since the last time, but all that counts now, so that a report that is lost, or a grain that was started anew, loses nothing.</summary>
internal sealed partial class ReadingReports(
    StoryViews views, IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider machineTime, ILogger<ReadingReports> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SeenFor = TimeSpan.FromMinutes(30);

    private readonly Guid _frontEnd = Guid.NewGuid();
    private readonly ReadingScores _scores = new();
    private TimeSpan _halfLife = TimeSpan.FromHours(6);
    private bool _reported;
    private bool _interrupted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, machineTime);
        var (countedAt, turnedAt) = (machineTime.GetTimestamp(), machineTime.GetTimestamp());
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = machineTime.GetTimestamp();
                _scores.Add(views.Take(), machineTime.GetElapsedTime(countedAt, now), _halfLife);
                countedAt = now;
                if (machineTime.GetElapsedTime(turnedAt, now) >= SeenFor)
                {
                    views.Turn();
                    turnedAt = now;
                }

                await ReportAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is ending; what it reported fades.
        }
    }

    private async Task ReportAsync()
    {
        var top = _scores.Top(ITrendingGrain.MostReported);
        // Where nobody reads, nobody is told so again and again.
        if (top.IsEmpty && !_reported) return;
        try
        {
            _halfLife = await cluster.GetGrain<ITrendingGrain>(0).ReportAsync(_frontEnd, top).WaitAsync(options.Value.Deadline);
            (_reported, _interrupted) = (!top.IsEmpty, false);
        }
        catch (Exception fault)
        {
            // The next report says everything again.
            if (!_interrupted) NotReported(fault);
            _interrupted = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "What is read most could not be reported; it is reported again")]
    private partial void NotReported(Exception fault);
}
