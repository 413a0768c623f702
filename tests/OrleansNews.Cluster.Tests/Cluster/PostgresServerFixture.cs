using OrleansNews.Processes;

[assembly: AssemblyFixture(typeof(OrleansNews.Cluster.PostgresServerFixture))]

namespace OrleansNews.Cluster;

/// <summary>The one PostgreSQL server of this assembly's tests; each takes a database of its own.</summary>
public sealed class PostgresServerFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
