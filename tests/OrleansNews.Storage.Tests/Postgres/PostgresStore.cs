using OrleansNews.Processes;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Postgres;

/// <summary>The server that all tests of the assembly share; each class has a database of its own.</summary>
public sealed class PostgresServerFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}

/// <summary>Those who crash the server and those who need it do not run at the same time.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServerFixture>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A database on a real server.</summary>
public sealed class PostgresStore(PostgresServerFixture fixture) : IDurableStoreUnderTest
{
    private string _connection = "";

    public string Address => $"postgres:{_connection}";

    public async ValueTask InitializeAsync() => _connection = await fixture.Server.CreateDatabaseAsync();

    public Task<OpenProvider> OpenAsync() => OpenAsync(_connection);

    public Task RestartAsync() => fixture.Server.CrashAsync();

    public async Task CheckIntegrityAsync()
    {
        await SqlAsync("CREATE EXTENSION IF NOT EXISTS amcheck");
        await SqlAsync("SELECT bt_index_check(indexrelid, true) FROM pg_index WHERE indrelid = 'orleansstorage'::regclass");
        Assert.Equal("", await SqlAsync("SELECT * FROM verify_heapam('orleansstorage')"));
    }

    /// <summary>Runs a statement in the database, past the provider, and answers what it prints.</summary>
    internal async Task<string> SqlAsync(string sql)
    {
        var name = _connection.Split(';').Single(part => part.StartsWith("Database=", StringComparison.Ordinal))["Database=".Length..];
        return (await fixture.Server.SqlAsync(name, sql)).Trim();
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Opens a provider, and makes the tables where there are none.</summary>
    internal static async Task<OpenProvider> OpenAsync(string connection)
    {
        var opened = await TestPostgres.OpenAsync(connection);
        return new OpenProvider(opened.Storage, opened.DisposeAsync);
    }
}
