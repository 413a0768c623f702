using Microsoft.Data.Sqlite;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// Keeps the writer of a file waiting, by a write transaction of another connection, so that a test decides what gathers meanwhile. SQLite lets the writer
/// wait five seconds.
/// </summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public HeldWriter(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        _transaction = _connection.BeginTransaction(deferred: false);
    }

    /// <summary>
    /// Waits until the writer is held with an operation of its own, so that everything that comes from now on, within the bounds, is one batch.
    /// </summary>
    public static async Task<Task> OccupyAsync(TestStorage storage, Measurements measurements)
    {
        var decoy = Slot.New(storage.Storage).WriteAsync(0);
        while (measurements.Gauge("orleansnews.storage.queue.operations") > 0) await Task.Yield();
        return decoy;
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }
}
