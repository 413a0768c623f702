using OrleansNews.Storage.Postgres;

namespace OrleansNews.Storage.Objects;

[Collection(PostgresCollection.Name)]
public sealed class PostgresObjectsTests(PostgresServerFixture fixture) : ObjectStoreConformance, IAsyncDisposable
{
    private TestPostgres? _database;

    protected override async Task<(IObjectStore Store, IObjectStore Other)> OpenAsync()
    {
        _database = await TestPostgres.OpenAsync(await fixture.Server.CreateDatabaseAsync());
        return (_database.ObjectsOf("news"), _database.ObjectsOf("news"));
    }

    [Fact]
    public async Task Object_OfAnotherService_IsNotFound()
    {
        var (store, _) = await OpenAsync();
        await store.PutAsync("a", new byte[1]);
        Assert.Null(await _database!.ObjectsOf("other").FindAsync("a"));
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? default;
}
