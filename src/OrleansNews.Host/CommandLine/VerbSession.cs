using OrleansNews.Control;
using OrleansNews.Settings;
using OrleansNews.Storage;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.CommandLine;

/// <summary>
/// What a verb works through: the host that runs on the data folder, or, when none does, one that this process starts for it, without pages.
/// Both are spoken to in the same way.
/// </summary>
internal sealed class VerbSession : IAsyncDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly string _database;
    private readonly string[] _arguments;
    private IHost? _own;

    /// <param name="arguments">Settings as <c>--Section:Key=value</c>.</param>
    public VerbSession(string[] arguments)
    {
        _arguments = arguments;
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(arguments).Build();
        Data = NodeSettings.Read(configuration).Data;
        _database = Path.Combine(Data, configuration["Storage:Sqlite:FileName"] ?? new SqliteGrainStorageOptions().FileName);
    }

    /// <summary>The data folder, as a full path.</summary>
    public string Data { get; }

    /// <summary>Whether nobody has begun a newspaper in the folder.</summary>
    public bool IsWithoutNewspaper() => !File.Exists(_database);

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
        if (_own is null) return;
        await _own.StopAsync();
        _own.Dispose();
    }

    private async Task<ControlAnswer?> TrySendAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        if (ControlSocket.Find(Data) is not { } socket) return null;
        using var client = new ControlClient(socket);
        return await client.TrySendAsync(path, request, cancellationToken);
    }

    private async Task<IHost> StartOwnAsync(CancellationToken cancellationToken)
    {
        var host = NewsHost.BuildForVerb(_arguments);
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
