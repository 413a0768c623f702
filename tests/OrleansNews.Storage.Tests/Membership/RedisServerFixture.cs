using System.Globalization;
using OrleansNews.Processes;

namespace OrleansNews.Storage.Membership;

/// <summary>The server that all tests of the class share; each has a cluster of its own.</summary>
public sealed class RedisServerFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-");
    private ServerProcess? _server;

    public string Connection { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var port = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
        _server = await RedisServer.StartAsync(_folder.FullName, port);
        Connection = $"127.0.0.1:{port}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
