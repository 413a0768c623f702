using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// Tells the cluster how many readers this front end has, and shows them how many there are everywhere: a few calls for all stories together, and none to
/// their threads.
/// </summary>
internal sealed partial class ReaderReports(
    LiveRelays relays, IClusterClient cluster, IOptions<LiveOptions> live, IOptions<ReadOptions> read, TimeProvider machineTime, ILogger<ReaderReports> log) : BackgroundService
{
    private readonly Guid _frontEnd = Guid.NewGuid();
    private readonly HashSet<long> _reported = [];
    private bool _interrupted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(live.Value.ReadersEvery, machineTime);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await ReportAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is ending; what it reported expires.
        }
    }

    private async Task ReportAsync()
    {
        try
        {
            var shards = relays.CountReaders().ToLookup(story => ILiveReadersGrain.ShardOf(story.Article));
            // A shard that has nothing any more is told so once.
            await Task.WhenAll(_reported.Union(shards.Select(shard => shard.Key)).ToList().Select(shard => ReportAsync(shard, [.. shards[shard]])));
            _interrupted = false;
        }
        catch (Exception fault)
        {
            // The next report says everything again.
            if (!_interrupted) NotReported(fault);
            _interrupted = true;
        }
    }

    private async Task ReportAsync(long shard, ImmutableArray<StoryReaders> readers)
    {
        var sums = await cluster.GetGrain<ILiveReadersGrain>(shard).ReportAsync(_frontEnd, readers).WaitAsync(read.Value.Deadline);
        lock (_reported)
        {
            if (readers.IsEmpty) _reported.Remove(shard);
            else _reported.Add(shard);
        }

        await Task.WhenAll(sums.Select(story => relays.ShowReadersAsync(story)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The number of readers could not be reported; it is reported again")]
    private partial void NotReported(Exception fault);
}
