using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansNews.Live;
using OrleansNews.Site;

namespace OrleansNews.Operations;

/// <summary>Tells the operations board how this front end is, every five seconds.</summary>
internal sealed partial class FrontEndReporter(
    IClusterClient cluster, IServer server, PageCache pages, PageInstruments instruments, PageFollower follower, PageCopies copies, LiveRelays relays, IOptions<ReadOptions> options, TimeProvider machineTime,
    ILogger<FrontEndReporter> log) : BackgroundService
{
    // Of the last minute.
    private const int Steps = 12;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Guid _id = Guid.NewGuid();
    private readonly DateTimeOffset _startedAt = machineTime.GetUtcNow();
    private readonly Queue<long> _stale = new([0]);
    private bool _interrupted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, machineTime);
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
            await cluster.GetGrain<IOperationsBoardGrain>(0).ReportFrontEndAsync(Report()).WaitAsync(options.Value.Deadline);
            _interrupted = false;
        }
        catch (Exception fault)
        {
            // The next report says everything again.
            if (!_interrupted) NotReported(fault);
            _interrupted = true;
        }
    }

    private FrontEndReport Report()
    {
        var stale = instruments.StaleSinceStart;
        var before = _stale.Peek();
        _stale.Enqueue(stale);
        if (_stale.Count > Steps) _stale.Dequeue();
        return new(
            new(_id, AddressOf(server), ProgramBuild.Of(typeof(FrontEndReporter).Assembly), _startedAt, Environment.WorkingSet),
            pages.Count, pages.Weight, stale - before, copies.AreKept ? follower.Coverage : null, relays.Connections);
    }

    // Port and machine: the address alone is that of the loopback where a proxy stands before it.
    private static string AddressOf(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address && BindingAddress.Parse(address) is { Port: var port }
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Environment.MachineName}:{port}")
            : Environment.MachineName;

    [LoggerMessage(Level = LogLevel.Information, Message = "The operations board could not be told how this front end is; it is told again")]
    private partial void NotReported(Exception fault);
}
