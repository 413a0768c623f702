using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansNews.Processes;

namespace OrleansNews.Storage.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresSchemaTests(PostgresServerFixture fixture)
{
    private PostgresServer Server => fixture.Server;

    [Fact]
    public async Task Apply_ByManyAtOnce_IsDoneOnce()
    {
        var connection = await Server.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ApplyAsync(connection))));

        Assert.Equal($"{PostgresSchema.Version}", (await Server.SqlAsync(DatabaseOf(connection), "SELECT count(*) FROM grain_store_schema")).Trim());
    }

    [Fact]
    public async Task Apply_LetsStatesBeCompressedByTheFasterWay_WhereTheServerKnowsIt()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);

        var compression = await Server.SqlAsync(DatabaseOf(connection), "SELECT attcompression FROM pg_attribute WHERE attrelid = 'orleansstorage'::regclass AND attname = 'payloadbinary'");
        var known = await Server.SqlAsync(DatabaseOf(connection), "SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'");

        Assert.Equal(known.Contains("lz4", StringComparison.Ordinal) ? "l" : "", compression.Trim());
    }

    [Fact]
    public async Task Apply_LetsStatesOfAFewKilobytesStayInTheirRows()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);

        await Server.SqlAsync(DatabaseOf(connection), "SELECT OrleansStorageWrite(1, 1, 0, NULL, 1, 'thread', 's', NULL, (SELECT string_agg(sha256(n::text::bytea), '') FROM generate_series(1, 200) AS n))");

        Assert.Equal("6400|0", (await Server.SqlAsync(DatabaseOf(connection), "SELECT length(PayloadBinary), pg_relation_size(reltoastrelid) FROM OrleansStorage, pg_class WHERE oid = 'orleansstorage'::regclass")).Trim());
    }

    // Who looks just as another commits must not take the tables of this project for those of another: several processes that look all the time, and one that applies.
    [Fact]
    public async Task Apply_WhileAnotherApplies_NeverTakesItsTablesForForeignOnes()
    {
        for (var round = 0; round < 20; round++)
        {
            var connection = await Server.CreateDatabaseAsync();
            var applied = ApplyAsync(connection);

            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                do await ApplyAsync(connection);
                while (!applied.IsCompleted);
            })));

            await applied;
        }
    }

    [Fact]
    public async Task Apply_WhereAllIsApplied_NeedsNoRightToMakeTables()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        var name = DatabaseOf(connection);
        await Server.SqlAsync(name, $"CREATE ROLE reader_{name} LOGIN PASSWORD 'reader'; GRANT SELECT ON grain_store_schema TO reader_{name}");

        await ApplyAsync(As(connection, $"reader_{name}", "reader"));
    }

    [Fact]
    public async Task Apply_WithoutTheRight_SaysWhichToGrant()
    {
        var connection = await Server.CreateDatabaseAsync();
        var name = DatabaseOf(connection);
        await Server.SqlAsync(name, $"CREATE ROLE guest_{name} LOGIN PASSWORD 'guest'");

        var refused = await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => ApplyAsync(As(connection, $"guest_{name}", "guest")));

        Assert.Contains("GRANT CREATE, USAGE ON SCHEMA public", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ToTheTablesOfANewerBuild_IsRefusedAndChangesNothing()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        await Server.SqlAsync(DatabaseOf(connection), "INSERT INTO grain_store_schema (version) VALUES (99)");

        var refused = await Assert.ThrowsAsync<GrainStorageFormatException>(() => ApplyAsync(connection));

        Assert.Contains("form 99", refused.Message, StringComparison.Ordinal);
    }

    // An upgrade that is taken back: the newer build has changed the tables, and says who can work with them.
    [Fact]
    public async Task Apply_ToTheTablesOfANewerBuild_IsAcceptedWhereThatOneSaysSo()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        await Server.SqlAsync(DatabaseOf(connection), $"INSERT INTO grain_store_schema (version, readable_from) VALUES (98, {PostgresSchema.Version}), (99, 1)");

        await ApplyAsync(connection);

        Assert.Equal("99", (await Server.SqlAsync(DatabaseOf(connection), "SELECT max(version) FROM grain_store_schema")).Trim());
    }

    [Theory]
    [InlineData("(99, 98)")]
    [InlineData("(98, 98), (99, 1)")]
    [InlineData("(98, NULL), (99, 1)")]
    public async Task Apply_ToTablesThatANewerBuildKeepsForNewerOnes_IsRefused(string forms)
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        await Server.SqlAsync(DatabaseOf(connection), $"INSERT INTO grain_store_schema (version, readable_from) VALUES {forms}");

        var refused = await Assert.ThrowsAsync<GrainStorageFormatException>(() => ApplyAsync(connection));

        Assert.Contains("form 99, for which a build must know form 98", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ToTablesThatSayNothingOfWhoCanReadThem_SaysItOfTheNextFormAndRefusesNewerOnes()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        var name = DatabaseOf(connection);
        await Server.SqlAsync(name, "ALTER TABLE grain_store_schema DROP COLUMN readable_from");
        await ApplyAsync(connection);
        await Server.SqlAsync(name, $"DELETE FROM grain_store_schema WHERE version = {PostgresSchema.Version}");

        await ApplyAsync(connection);

        Assert.Equal("2", (await Server.SqlAsync(name, $"SELECT readable_from FROM grain_store_schema WHERE version = {PostgresSchema.Version}")).Trim());
        await Server.SqlAsync(name, "ALTER TABLE grain_store_schema DROP COLUMN readable_from; INSERT INTO grain_store_schema (version) VALUES (99)");
        await Assert.ThrowsAsync<GrainStorageFormatException>(() => ApplyAsync(connection));
    }

    [Fact]
    public async Task Apply_ToTheTablesOfOrleansOwnScript_IsRefusedAndChangesNothing()
    {
        var connection = await Server.CreateDatabaseAsync();
        var name = DatabaseOf(connection);
        await Server.SqlAsync(name, "CREATE TABLE OrleansQuery (QueryKey varchar(64), QueryText varchar(8000))");

        await Assert.ThrowsAsync<GrainStorageFormatException>(() => ApplyAsync(connection));

        Assert.Equal("1", (await Server.SqlAsync(name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).Trim());
    }

    [Fact]
    public async Task Apply_ToADatabaseOfAnotherEncoding_IsRefused()
    {
        await Server.SqlAsync("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");

        var refused = await Assert.ThrowsAsync<GrainStorageFormatException>(() => ApplyAsync(Server.ConnectionString("latin")));

        Assert.Contains("LATIN1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password=wrong", "password authentication failed")]
    [InlineData("Database=nowhere", "createdb --encoding=UTF8")]
    [InlineData("Port=1", "no server answers there")]
    [InlineData("Options=-c default_transaction_read_only=on", "a standby perhaps")]
    public async Task Apply_WithAWrongConnectionString_SaysWhatToChange(string change, string expected)
    {
        var connection = await Server.CreateDatabaseAsync();

        var refused = await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => ApplyAsync($"{connection};{change}"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("for-tests-alone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireVersion_OfAnOldServer_IsRefused()
    {
        PostgresSchema.RequireVersion(150018, "the database");

        var refused = Assert.Throws<GrainStorageFormatException>(() => PostgresSchema.RequireVersion(140022, "the database"));

        Assert.Contains("PostgreSQL 14; this build needs 15", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no database named")]
    [InlineData("Hostess=localhost", "not a connection string")]
    [InlineData("Database=news;Password=hunter2", "no Host")]
    [InlineData("Host=localhost;Password=hunter2", "no Database")]
    public void ConnectionString_ThatCannotWork_IsRefusedByItsKey(string connection, string expected)
    {
        var refused = new PostgresOptionsValidator().Validate(null, new PostgresOptions { ConnectionString = connection });

        Assert.Contains("Storage:Postgres:ConnectionString", refused.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(expected, refused.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_WhatTheOperatorSet_Stays()
    {
        var completed = new NpgsqlConnectionStringBuilder(PostgresDatabase.Complete("Host=h;Database=d;Maximum Pool Size=7"));

        Assert.Equal((7, 8), (completed.MaxPoolSize, completed.CommandTimeout));
    }

    // A connection that is reset between two uses throws the numbers away that it took from the sequence ahead, and costs the server seven statements more.
    [Fact]
    public async Task Connection_KeepsWhatItHas_BetweenTwoUses()
    {
        var connection = await Server.CreateDatabaseAsync();
        await ApplyAsync(connection);
        await using var database = new PostgresDatabase(Options.Create(new PostgresOptions { ConnectionString = $"{connection};Maximum Pool Size=1" }));

        var first = await NextAsync();
        Assert.Equal([first + 1, first + 2, first + 3], new[] { await NextAsync(), await NextAsync(), await NextAsync() });

        async Task<long> NextAsync()
        {
            await using var command = database.Source.CreateCommand("SELECT nextval('OrleansStorageVersion')");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    private static string DatabaseOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static string As(string connection, string user, string password) => new NpgsqlConnectionStringBuilder(connection) { Username = user, Password = password }.ConnectionString;

    private static async Task ApplyAsync(string connection)
    {
        await using var database = new PostgresDatabase(Options.Create(new PostgresOptions { ConnectionString = connection }));
        await new PostgresSchema(database, NullLogger<PostgresSchema>.Instance).ApplyAsync(CancellationToken.None);
    }
}
