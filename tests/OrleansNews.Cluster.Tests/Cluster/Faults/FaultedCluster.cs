using System.Diagnostics;
using System.Globalization;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>Three silos, two front ends and a database of its own, to which the faults of a plan happen.</summary>
internal sealed class FaultedCluster : IAsyncDisposable
{
    private const int SiloCount = 3;
    private const int FrontEndCount = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly List<FaultedProcess> _silos = [];
    private readonly List<FaultedProcess> _front = [];
    private readonly FaultNetwork? _network;
    private readonly PostgresServer _database;
    private readonly MemberTable _members;
    private readonly (string Address, int Port)[] _addresses = new (string Address, int Port)[SiloCount];
    private readonly string[] _settings;
    private readonly Action<string> _note;
    private (int Place, HostProcess Process)? _givenUp;

    private FaultedCluster(FaultNetwork? network, PostgresServer database, string connection, string[] settings, Action<string> note)
    {
        (_network, _database, _members, _note, Connection) = (network, database, new(database, connection), note, connection);
        _settings = ["--Storage:Provider=Postgres", $"--Storage:Postgres:ConnectionString={connection}", .. CommentLoad.Unlimited, .. settings];
    }

    /// <summary>Whether silos can be cut off.</summary>
    public bool CanCut => _network is not null;

    /// <summary>The front ends; their addresses stay.</summary>
    public IReadOnlyList<HostProcess> FrontEnds => [.. _front.Select(one => one.Process)];

    public TemporaryFolder Folder => _folder;

    /// <summary>How to connect to its database.</summary>
    public string Connection { get; }

    /// <summary>What every process and verb is given.</summary>
    public IReadOnlyList<string> Settings => _settings;

    /// <summary>Starts everything.</summary>
    /// <param name="settings">More settings for silos and front ends.</param>
    /// <param name="note">Hears what happens.</param>
    public static async Task<FaultedCluster> StartAsync(string[] settings, Action<string> note)
    {
        var (network, why) = await FaultNetwork.TryMakeAsync(SiloCount);
        if (network is null) note($"silos are not cut off: {why}");
        var database = await PostgresServer.StartAsync(network?.Outside ?? "127.0.0.1");
        var cluster = new FaultedCluster(network, database, await database.CreateDatabaseAsync(), settings, note);
        cluster._silos.AddRange(await Task.WhenAll(Enumerable.Range(0, SiloCount).Select(cluster.AddSiloAsync)));
        cluster._front.AddRange(await Task.WhenAll(Enumerable.Range(0, FrontEndCount).Select(cluster.AddFrontEndAsync)));
        note("all processes run");
        return cluster;
    }

    /// <summary>Runs a verb beside the cluster.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await HostProcess.RunAsync([.. arguments, .. _settings]);
        Assert.True(code == 0, output + errors);
    }

    /// <summary>Lets a fault begin, last and end. What it broke may still be on its way back.</summary>
    public async Task SufferAsync(FaultKind kind, int which, TimeSpan lasts)
    {
        var (place, silo, front) = (which % SiloCount, _silos[which % SiloCount], _front[which % FrontEndCount]);
        switch (kind)
        {
            case FaultKind.KillSilo:
                await silo.KillAsync();
                await Task.Delay(lasts);
                silo.Restore();
                break;
            case FaultKind.StopSilo:
                var code = await silo.StopAsync();
                Assert.True(code == 0, $"A silo that was told to stop ended with {code}.\n{silo.Process.Errors}");
                silo.Restore();
                break;
            case FaultKind.PauseSiloBriefly or FaultKind.PauseSilo:
                var paused = silo.Process;
                await OutlastAsync(kind, place, lasts, () => Task.Run(paused.Pause), () => Task.Run(paused.Continue));
                break;
            case FaultKind.KillFrontEnd:
                await front.KillAsync();
                await Task.Delay(lasts);
                front.Restore();
                break;
            case FaultKind.RestartDatabase:
                await _database.ShutDownAsync();
                await Task.Delay(lasts);
                await _database.StartAgainAsync();
                break;
            case FaultKind.KillDatabase:
                await _database.StopAsync();
                await Task.Delay(lasts);
                await _database.StartAgainAsync();
                break;
            case FaultKind.CutSiloFromSilosBriefly or FaultKind.CutSiloFromSilos:
                await OutlastAsync(kind, place, lasts, () => _network!.CutFromSilosAsync(place), () => _network!.JoinAsync(place));
                break;
            default:
                await (kind == FaultKind.CutSiloFromOneSilo ? _network!.CutFromSiloAsync(place, (place + 1) % SiloCount) : _network!.CutFromDatabaseAsync(place, _database.Port));
                await Task.Delay(lasts);
                await _network.JoinAsync(place);
                break;
        }
    }

    // The others give up a silo that is silent for long, before it is heard again.
    private async Task OutlastAsync(FaultKind kind, int place, TimeSpan lasts, Func<Task> begin, Func<Task> end)
    {
        var (process, (address, port)) = (_silos[place].Process, _addresses[place]);
        var generation = await _members.NewestAsync(address, port);
        await begin();
        await Task.Delay(lasts);
        var isGivenUp = await _members.IsDeadAsync(address, port, generation);
        await end();
        Assert.True(isGivenUp || lasts < FaultSpan.GivenUp, $"{kind} for {lasts.TotalSeconds:F0} s: silo {place} was not given up.");
        if (!isGivenUp) return;
        _note($"silo {place} was given up");
        _givenUp = (place, process);
    }

    /// <summary>Returns when every process runs and says that it is ready.</summary>
    public async Task UntilAllRunAsync(CancellationToken cancel)
    {
        // It ends as soon as it reads that it was given up, and is started again.
        if (_givenUp is { } dead)
        {
            for (var began = Stopwatch.GetTimestamp(); _silos[dead.Place].Process == dead.Process; await Task.Delay(100, cancel))
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"Silo {dead.Place} was given up, and went on.\n{dead.Process.Errors}");
            _givenUp = null;
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        foreach (var process in _silos.Concat(_front))
        {
            while (!process.Runs || !await IsReadyAsync(client, process.Process, cancel)) await Task.Delay(100, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _front.Concat(_silos)) await process.DisposeAsync();
        await _database.DisposeAsync();
        if (_network is not null) await _network.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, HostProcess process, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(process.Operations, "/health/ready"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private Task<FaultedProcess> AddSiloAsync(int place)
    {
        var address = _network?.AddressOf(place) ?? "127.0.0.1";
        var (silo, gateway, operations) = _network is null ? (LoopbackPorts.Next(), LoopbackPorts.Next(), LoopbackPorts.Next()) : (11111, 30000, 5081);
        _addresses[place] = (address, silo);
        string[] arguments =
        [
            "--role", "silo", "--data", _folder[$"silo-{place}"], $"--Cluster:Address={address}", $"--Operations:Address={address}",
            Setting("Cluster:SiloPort", silo), Setting("Cluster:GatewayPort", gateway), Setting("Operations:Port", operations), .. _settings,
        ];
        return FaultedProcess.StartAsync($"silo {place}", () => _network is null
            ? HostProcess.StartProgramAsync(HostBuild.Executable, arguments)
            : HostProcess.StartProgramAsync("ip", [.. _network.Enter(place), HostBuild.Executable, .. arguments]), _note);
    }

    private Task<FaultedProcess> AddFrontEndAsync(int number)
    {
        string[] arguments =
        [
            "--role", "web", "--data", _folder[$"web-{number}"], Setting("Operations:Port", LoopbackPorts.Next()),
            "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Next()}"), .. _settings,
        ];
        return FaultedProcess.StartAsync($"front end {number}", () => HostProcess.StartProgramAsync(HostBuild.Executable, arguments), _note);
    }

    private static string Setting(string key, int value) => string.Create(CultureInfo.InvariantCulture, $"--{key}={value}");
}
