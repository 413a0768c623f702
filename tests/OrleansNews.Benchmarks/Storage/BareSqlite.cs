using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Storage;

/// <summary>
/// The reference: a loop on one thread that puts the same bytes into SQLite with the same durability, and does nothing else: no callers, no ETags, no
/// acknowledgements.
/// </summary>
internal static class BareSqlite
{
    /// <summary>Appends rows, <paramref name="batch"/> to a transaction. Answers rows a second.</summary>
    public static double Append(ScenarioRun run, byte[] payload, int batch) =>
        Measure(run, "INSERT INTO bare (payload) VALUES (@payload)", keys: null, payload, batch);

    /// <summary>Overwrites <paramref name="keys"/> rows in turn, <paramref name="batch"/> to a transaction. Answers rows a second.</summary>
    public static double Overwrite(ScenarioRun run, int keys, byte[] payload, int batch) =>
        Measure(run, "INSERT INTO bare (id, payload) VALUES (@id, @payload) ON CONFLICT DO UPDATE SET payload = excluded.payload", keys, payload, batch);

    private static double Measure(ScenarioRun run, string sql, int? keys, byte[] payload, int batch)
    {
        using var folder = new TemporaryFolder();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "bare.db")};Pooling=False");
        connection.Open();
        foreach (var setting in (string[])["journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"]) Execute(connection, $"PRAGMA {setting}");
        Execute(connection, "CREATE TABLE bare (id INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@payload", payload);
        var id = keys is null ? null : command.Parameters.AddWithValue("@id", 0L);
        command.Prepare();
        var row = 0L;
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < run.WarmUp) WriteBatch();
        var rowsBefore = row;
        begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < run.Duration) WriteBatch();
        return (row - rowsBefore) / Stopwatch.GetElapsedTime(begin).TotalSeconds;

        void WriteBatch()
        {
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            for (var number = 0; number < batch; number++, row++)
            {
                if (id is not null) id.Value = row % keys!.Value;
                // SQLite leaves a page alone when it is written with what it holds.
                BinaryPrimitives.WriteInt64LittleEndian(payload, row);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
