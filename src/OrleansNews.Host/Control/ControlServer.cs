using System.Net.Sockets;
using OrleansNews.Storage;

namespace OrleansNews.Control;

/// <summary>Answers verbs on the data folder's socket. It has a listener and pipeline of its own, which no public request can reach.</summary>
internal sealed class ControlServer(DataFolder folder, AccountControl accounts, ImportControl import, ErasureControl erasures) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens, once started.</summary>
    public string Socket { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Socket = ControlSocket.Prepare(folder);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // Whoever reaches the socket owns the data; a newsroom may move in with all its stories at once.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ListenUnixSocket(Socket);
        });
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        accounts.Map(_app);
        import.Map(_app);
        erasures.Map(_app);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (SocketException fault)
        {
            throw new DataFolderException($"The socket {Socket}, by which verbs reach the newspaper, cannot be made: {fault.Message}. Name a folder on a local disk.", fault);
        }

        ControlSocket.Restrict(Socket);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null) return;
        await _app.StopAsync(cancellationToken);
        ControlSocket.Remove(folder, Socket);
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
