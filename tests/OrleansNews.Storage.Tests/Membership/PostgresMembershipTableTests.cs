using OrleansNews.Storage.Postgres;

namespace OrleansNews.Storage.Membership;

[Collection(PostgresCollection.Name)]
public sealed class PostgresMembershipTableTests(PostgresServerFixture fixture) : MembershipTableConformance
{
    private string _connection = "";

    public override async ValueTask InitializeAsync()
    {
        _connection = await fixture.Server.CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    private protected override Task<TestMembership> OpenAsync(string cluster) => TestMembership.OnPostgresAsync(cluster, _connection);
}
