using Microsoft.Extensions.Options;
using Npgsql;
using OrleansNews.Storage.Postgres.Groups;

namespace OrleansNews.Storage.Postgres;

/// <summary>The connections of this process, for state and membership alike.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    private const string LockTimeout = "lock_timeout";

    private readonly Lazy<NpgsqlDataSource> _source;
    private readonly Lazy<NpgsqlDataSource> _groups;

    public PostgresDatabase(IOptions<PostgresOptions> options)
    {
        _source = new(() => NpgsqlDataSource.Create(Complete(options.Value.ConnectionString)));
        _groups = new(() => CreateForGroups(options.Value.ConnectionString));
    }

    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source => _source.Value;

    /// <summary>A few more connections, for writes that go together: they wait for a row that somebody holds for a second at most, since all others of their group wait with them.</summary>
    public NpgsqlDataSource Groups => _groups.Value;

    /// <summary>What is connected to, for messages: never with a password.</summary>
    public string Name
    {
        get
        {
            var place = new NpgsqlConnectionStringBuilder(Source.ConnectionString);
            return $"the database {place.Database} on {place.Host}:{place.Port}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { _groups, _source })
        {
            if (source.IsValueCreated) await source.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var source in new[] { _groups, _source })
        {
            if (source.IsValueCreated) source.Value.Dispose();
        }
    }

    /// <summary>Sets what the operator's string leaves open.</summary>
    internal static string Complete(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(connectionString);
        // A server takes 100 connections by default, and several processes share it.
        Default("Maximum Pool Size", 20);
        // Longer than a grain's caller waits is of no use to anybody.
        Default("Timeout", 5);
        Default("Command Timeout", 8);
        Default("Cancellation Timeout", 1000);
        Default("Keepalive", 10);
        // A handful of texts, sent again and again.
        Default("Max Auto Prepare", 32);
        Default("Auto Prepare Min Usages", 2);
        // Seven statements ahead of each of ours would undo what no session here does: nothing is set, listened for or locked beyond a transaction.
        Default("No Reset On Close", true);
        Default("Application Name", "OrleansNews");
        return asked.ConnectionString;

        void Default(string key, object value)
        {
            if (!asked.ContainsKey(key) || !asked.ShouldSerialize(key)) asked[key] = value;
        }
    }

    private static NpgsqlDataSource CreateForGroups(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(Complete(connectionString)) { MaxPoolSize = WriteGroups.AtOnce, MinPoolSize = 0 };
        var groups = new NpgsqlDataSourceBuilder(asked.ConnectionString);
        // Said on the connection, since PgBouncer turns away who says it while connecting. Who says it there is not contradicted.
        if (asked.Options?.Contains(LockTimeout, StringComparison.OrdinalIgnoreCase) is not true) groups.UsePhysicalConnectionInitializer(BoundLocks, BoundLocksAsync);
        return groups.Build();

        static void BoundLocks(NpgsqlConnection connection)
        {
            using var command = new NpgsqlCommand($"SET {LockTimeout} = '1s'", connection);
            command.ExecuteNonQuery();
        }

        static async Task BoundLocksAsync(NpgsqlConnection connection)
        {
            var command = new NpgsqlCommand($"SET {LockTimeout} = '1s'", connection);
            await using (command.ConfigureAwait(false)) await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
