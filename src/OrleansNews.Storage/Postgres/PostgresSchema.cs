using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansNews.Storage.Postgres;

/// <summary>
/// Gives a database the tables and queries of this build: one script a version, each applied once, in a transaction and under a lock, whoever of many processes comes
/// first. Where all has been applied the user needs no right to change tables.
/// </summary>
internal sealed partial class PostgresSchema(PostgresDatabase database, ILogger<PostgresSchema> logger)
{
    /// <summary>What this build needs. The database of a newer one is refused where that one says so: see <see cref="ReadableFrom"/>.</summary>
    public const int Version = 4;

    // By form, the lowest that a build must know to work with it. While a cluster is upgraded, and when that is taken back, builds of several forms share a database.
    private static readonly int[] ReadableFrom = [1, 2, 2, 2];

    private const int OldestServer = 150000;

    // Any number, the same in every process; "ONgs" in ASCII as in the SQLite file.
    private const long LockKey = 0x4F4E6773;

    private const string CreateVersions = "CREATE TABLE grain_store_schema (version integer PRIMARY KEY, applied_on timestamptz NOT NULL DEFAULT now(), readable_from integer)";

    // Builds of the first months did not have it: their forms can be read by those who know them.
    private const string AddReadableFrom = "ALTER TABLE grain_store_schema ADD COLUMN IF NOT EXISTS readable_from integer";

    // Also where the column is missing.
    private static readonly string NeededOfBuilds = string.Create(
        CultureInfo.InvariantCulture, $"SELECT coalesce(max(coalesce((to_jsonb(form) ->> 'readable_from')::integer, version)), 0)::text FROM grain_store_schema AS form WHERE version > {Version}");

    // One look at the catalogue: of two, the first may be before and the second after the moment in which another process commits. A table as any other: to_regclass may answer from
    // before the wait for the lock.
    private const string WhoseTables =
        """
        SELECT CASE WHEN bool_or(tablename = 'grain_store_schema') THEN 'own' WHEN bool_or(tablename = 'orleansquery') THEN 'foreign' ELSE 'none' END
        FROM pg_tables WHERE schemaname = ANY (current_schemas(false))
        """;

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="GrainStorageUnavailableException">The database does not answer, or the user lacks a right.</exception>
    /// <exception cref="GrainStorageFormatException">The server is too old, or the tables are those of a newer build or of another program.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await RequireSuitableAsync(connection, cancellationToken).ConfigureAwait(false);
            if (await AppliedAsync(connection, cancellationToken).ConfigureAwait(false) < Version) await ApplyMissingAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheDatabase(fault))
        {
            throw PostgresFaults.Explain(database, fault);
        }
    }

    /// <summary>Changes nothing, and finds out whether the database answers.</summary>
    /// <exception cref="GrainStorageUnavailableException">It does not.</exception>
    public async Task RequireReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (PostgresFaults.IsOfTheDatabase(fault))
        {
            throw PostgresFaults.Explain(database, fault);
        }
    }

    private async Task RequireSuitableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var server = await NumberAsync(connection, "SHOW server_version_num", cancellationToken).ConfigureAwait(false);
        RequireVersion(server, database.Name);
        var encoding = await TextAsync(connection, "SHOW server_encoding", cancellationToken).ConfigureAwait(false);
        if (encoding != "UTF8")
            throw new GrainStorageFormatException($"The encoding of {database.Name} is {encoding}, which cannot hold every text. Make another with: createdb --encoding=UTF8 --template=template0 NAME.");
        if (await TextAsync(connection, "SHOW synchronous_commit", cancellationToken).ConfigureAwait(false) == "off") LogNotDurable(database.Name);
    }

    /// <exception cref="GrainStorageFormatException">The server is too old.</exception>
    internal static void RequireVersion(int server, string name)
    {
        if (server < OldestServer) throw new GrainStorageFormatException($"The server of {name} is PostgreSQL {server / 10000}; this build needs 15 or newer. Upgrade the server.");
    }

    private async Task ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken).ConfigureAwait(false);
        // Another process may have been first while this one waited for the lock.
        var applied = await AppliedAsync(connection, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, applied == 0 ? CreateVersions : AddReadableFrom, cancellationToken).ConfigureAwait(false);
        for (var version = applied + 1; version <= Version; version++)
        {
            await RunAsync(connection, Script(version), cancellationToken).ConfigureAwait(false);
            await RunAsync(connection, $"INSERT INTO grain_store_schema (version, readable_from) VALUES ({version}, {ReadableFrom[version - 1]})", cancellationToken).ConfigureAwait(false);
            LogApplied(version, database.Name);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        switch (await TextAsync(connection, WhoseTables, cancellationToken).ConfigureAwait(false))
        {
            case "none": return 0;
            case "foreign":
                throw new GrainStorageFormatException($"{PostgresFaults.Capital(database.Name)} has tables of another Orleans application, or of Orleans' own script. Name an empty database.");
        }

        var applied = await NumberAsync(connection, "SELECT coalesce(max(version), 0)::text FROM grain_store_schema", cancellationToken).ConfigureAwait(false);
        if (applied <= Version) return applied;
        var needed = await NumberAsync(connection, NeededOfBuilds, cancellationToken).ConfigureAwait(false);
        if (needed > Version)
            throw new GrainStorageFormatException($"{PostgresFaults.Capital(database.Name)} has form {applied}, for which a build must know form {needed}; this one knows forms up to {Version}. Start the newer build, or restore an older backup.");
        LogNewer(database.Name, applied, Version);
        return applied;
    }

    private static async Task<int> NumberAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken) =>
        int.Parse(await TextAsync(connection, query, cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Script(int version)
    {
        using var script = typeof(PostgresSchema).Assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"schema-{version}.sql"))!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    [LoggerMessage(1, LogLevel.Information, "Applied form {Version} of the tables to {Database}.")]
    private partial void LogApplied(int version, string database);

    [LoggerMessage(2, LogLevel.Warning, "synchronous_commit is off in {Database}: a crash of its server loses what was acknowledged shortly before. Set it to on.")]
    private partial void LogNotDurable(string database);

    [LoggerMessage(3, LogLevel.Information, "{Database} has form {Applied} of a newer build; this one, which knows forms up to {Known}, can work with it.")]
    private partial void LogNewer(string database, int applied, int known);
}
