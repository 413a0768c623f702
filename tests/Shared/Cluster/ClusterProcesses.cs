using System.Globalization;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>Silos and front ends on one store, each a process of its own.</summary>
/// <param name="folder">Where front ends have theirs.</param>
/// <param name="storage">Where the state is.</param>
/// <param name="settings">What else every process and verb is given.</param>
internal sealed class ClusterProcesses(TemporaryFolder folder, IReadOnlyList<string> storage, params string[] settings) : IAsyncDisposable
{
    private readonly List<HostProcess> _started = [];
    private readonly List<HostProcess> _silos = [];

    /// <summary>A cluster on a database of PostgreSQL.</summary>
    public ClusterProcesses(TemporaryFolder folder, string connection, params string[] settings)
        : this(folder, ["--Storage:Provider=Postgres", $"--Storage:Postgres:ConnectionString={connection}"], settings)
    {
    }

    /// <summary>Its silos, in the order of their starts.</summary>
    public IReadOnlyList<HostProcess> Silos => _silos;

    /// <summary>What every process and verb of this cluster is given.</summary>
    public IReadOnlyList<string> Settings { get; } = [.. storage, .. settings];

    /// <summary>What its processes wrote so far, for whoever has to find out why a request failed.</summary>
    public string Complaints
    {
        get
        {
            lock (_started) return string.Join('\n', _started.Select(process => $"--- process {process.Id}\n{process.Output}{process.Errors}"));
        }
    }

    /// <summary>Starts a silo on free ports.</summary>
    public Task<HostProcess> StartSiloAsync(params string[] more) => StartSiloOnAsync(LoopbackPorts.Next(), LoopbackPorts.Next(), more);

    /// <summary>Starts a silo on these ports.</summary>
    public Task<HostProcess> StartSiloOnAsync(int silo, int gateway, params string[] more) => KeepSiloAsync(HostProcess.StartExactlyAsync(SiloArguments(silo, gateway, more)));

    /// <summary>Starts a silo of another build on free ports.</summary>
    public Task<HostProcess> StartSiloOfAsync(string program, params string[] more) =>
        KeepSiloAsync(HostProcess.StartProgramAsync(program, SiloArguments(LoopbackPorts.Next(), LoopbackPorts.Next(), more)));

    /// <summary>Starts a silo with pages, on free ports and with a folder of its own, that lets verbs in.</summary>
    public Task<HostProcess> StartSiloWithPagesAsync(params string[] more) => KeepAsync(HostProcess.StartAsync(
        folder[$"all-{Guid.NewGuid():N}"],
        ["--role", "all", "--Cluster:OpenGateway=true", Setting("Cluster:SiloPort", LoopbackPorts.Next()), Setting("Cluster:GatewayPort", LoopbackPorts.Next()), .. Settings, .. more]));

    /// <summary>Starts a front end with a folder of its own.</summary>
    public Task<HostProcess> StartFrontEndAsync(params string[] more) =>
        KeepAsync(HostProcess.StartAsync(folder[$"web-{Guid.NewGuid():N}"], ["--role", "web", .. Settings, .. more]));

    /// <summary>Starts a front end of another build with a folder of its own, and returns when a balancer would send readers to it.</summary>
    public async Task<HostProcess> StartFrontEndOfAsync(string program, params string[] more)
    {
        var front = await KeepAsync(HostProcess.StartProgramAsync(
            program, ["--data", folder[$"web-{Guid.NewGuid():N}"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--role", "web", .. Settings, .. more]));
        await front.UntilReadyAsync();
        return front;
    }

    /// <summary>Starts what somebody typed in the folder, with these variables.</summary>
    public Task<HostProcess> StartTypedAsync(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> variables) =>
        KeepAsync(HostProcess.StartInAsync(folder.Path, variables, [.. arguments, .. settings]));

    /// <summary>Runs a verb beside the cluster.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => HostProcess.RunAsync([.. arguments, .. Settings]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started) await process.DisposeAsync();
    }

    private string[] SiloArguments(int silo, int gateway, string[] more) =>
        ["--role", "silo", "--Operations:Port=0", Setting("Cluster:SiloPort", silo), Setting("Cluster:GatewayPort", gateway), .. Settings, .. more];

    private async Task<HostProcess> KeepSiloAsync(Task<HostProcess> starting)
    {
        var silo = await KeepAsync(starting);
        lock (_silos) _silos.Add(silo);
        return silo;
    }

    private async Task<HostProcess> KeepAsync(Task<HostProcess> starting)
    {
        var process = await starting;
        lock (_started) _started.Add(process);
        return process;
    }

    private static string Setting(string key, int value) => string.Create(CultureInfo.InvariantCulture, $"--{key}={value}");
}
