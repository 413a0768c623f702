using OrleansNews.Cluster;
using OrleansNews.Control;
using OrleansNews.Settings;
using OrleansNews.Storage;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.CommandLine;

/// <summary>
/// What a verb works through: the host that runs on the data folder, or, when none does, one that this process starts for it, without pages; beside a cluster a client
/// of it. All are spoken to in the same way.
/// </summary>
internal sealed class VerbSession : IAsyncDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly string _database;
    private readonly string[] _arguments;
    private readonly DirectoryInfo? _temporary;
    private IHost? _own;

    /// <param name="arguments">Settings as <c>--Section:Key=value</c>.</param>
    public VerbSession(string[] arguments)
    {
        _arguments = arguments;
        var configuration = SettingPlaces.Read(arguments);
        // A cluster has no data folder: the verb's own client of it is spoken to in a temporary one.
        if (ClusterPlan.Read(configuration, HostRole.Web).IsBesideAFolder) _temporary = Directory.CreateTempSubdirectory("orleansnews-verb-");
        Data = _temporary?.FullName ?? NodeSettings.Read(configuration).Data;
        _database = Path.Combine(Data, configuration["Storage:Sqlite:FileName"] ?? new SqliteGrainStorageOptions().FileName);
    }

    /// <summary>The data folder, as a full path.</summary>
    public string Data { get; }

    /// <summary>Whether nobody has begun a newspaper in the folder.</summary>
    public bool IsWithoutNewspaper() => _temporary is null && !File.Exists(_database);

    /// <summary>Sends one request to whoever owns the folder.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used, or is in use by a process that does not answer.</exception>
    public async Task<ControlAnswer> SendAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        // A host that is starting or stopping owns the folder and does not answer yet or any more.
        for (var waited = TimeSpan.Zero; ; waited += AskAgainAfter)
        {
            if (await TrySendAsync(path, request, cancellationToken) is { } answer) return answer;
            try
            {
                _own = await StartOwnAsync(cancellationToken);
            }
            catch (DataFolderInUseException) when (waited < GiveUpAfter)
            {
                await Task.Delay(AskAgainAfter, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.StopAsync();
            _own.Dispose();
        }

        _temporary?.Delete(recursive: true);
    }

    private async Task<ControlAnswer?> TrySendAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        if (ControlSocket.Find(Data) is not { } socket) return null;
        using var client = new ControlClient(socket);
        return await client.TrySendAsync(path, request, cancellationToken);
    }

    private Task<IHost> StartOwnAsync(CancellationToken cancellationToken) =>
        _temporary is null ? StartAsync(NewsHost.BuildForVerb(_arguments), cancellationToken) : StartOnClusterAsync(_temporary.FullName, cancellationToken);

    private async Task<IHost> StartOnClusterAsync(string folder, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(GiveUpAfter);
        var host = NewsHost.BuildForVerbOnCluster(_arguments, folder);
        var cluster = host.Services.GetRequiredService<ClusterPlan>();
        try
        {
            return await StartAsync(host, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"No silo of the cluster {cluster.Options.ClusterId} lets anybody in ({cluster.Membership}). Start one with --role silo and the same settings; one of --role all lets verbs and front ends in with --Cluster:OpenGateway=true.");
        }
    }

    private static async Task<IHost> StartAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartOrEndAsync(cancellationToken);
            return host;
        }
        catch
        {
            // The folder is free again for whoever comes next.
            host.Dispose();
            throw;
        }
    }
}
