using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresConformanceTests(PostgresStore store) : GrainStorageConformance<PostgresStore>(store);

[Collection(PostgresCollection.Name)]
public sealed class PostgresDurabilityTests(PostgresStore store, ITestOutputHelper output) : DurableGrainStorageConformance<PostgresStore>(store, output);
