using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

public sealed class SqliteConformanceTests(SqliteStore store) : GrainStorageConformance<SqliteStore>(store);

public sealed class SqliteDurabilityTests(SqliteStore store, ITestOutputHelper output) : DurableGrainStorageConformance<SqliteStore>(store, output);
