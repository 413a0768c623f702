using System.Globalization;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresConformanceTests(PostgresStore store) : GrainStorageConformance<PostgresStore>(store)
{
    // The database is this class's alone, and its tests run one after the other.
    protected override async Task<long?> CountStoredAsync() => long.Parse(await Store.SqlAsync("SELECT count(*) FROM OrleansStorage"), CultureInfo.InvariantCulture);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresDurabilityTests(PostgresStore store, ITestOutputHelper output) : DurableGrainStorageConformance<PostgresStore>(store, output);
