using System.Text;

namespace OrleansNews.Storage.Sqlite;

/// <summary>The connection of the writer and its statements. After any fault it is thrown away with what its transaction held, and opened anew.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly long _pageSize;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _storedETag;

    public SqliteWriteConnection(SqliteDatabase database)
    {
        _database = database;
        _pageSize = database.QueryNumber("PRAGMA page_size");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare("INSERT INTO grain_state (state, grain, etag, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
        _update = database.Prepare("UPDATE grain_state SET etag = ?3, payload = ?4 WHERE state = ?1 AND grain = ?2 AND etag = ?5");
        _delete = database.Prepare("DELETE FROM grain_state WHERE state = ?1 AND grain = ?2 AND etag = ?3");
        _storedETag = database.Prepare("SELECT etag FROM grain_state WHERE state = ?1 AND grain = ?2");
    }

    /// <summary>Begins a transaction that has the right to write from the start.</summary>
    public void Begin() => _begin.Run();

    /// <summary>Makes the transaction durable. When this throws, nobody knows whether it is.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Does one operation, and the one that goes with it, within the transaction. A wrong ETag is a verdict and leaves the transaction as it was.</summary>
    public WriteVerdict Apply(WriteOperation operation)
    {
        if (operation.Other is not { } other) return ApplyAlone(operation);
        // Looked at before either is written: nothing of the first may be left when the other one does not fit, and taking it back would cost more.
        if (Check(other) is { Conflict: true } conflict) return conflict;
        var verdict = ApplyAlone(operation);
        if (verdict.Conflict) return verdict;
        if (ApplyAlone(other).Conflict) throw new InvalidOperationException("Two writes of a pair are of one row.");
        return verdict;
    }

    private WriteVerdict Check(WriteOperation operation)
    {
        var stored = FindETag(operation);
        return new WriteVerdict(Conflict: stored != (operation.ExpectedETag is { } expected ? Encoding.UTF8.GetString(expected) : null), stored);
    }

    private WriteVerdict ApplyAlone(WriteOperation operation)
    {
        var changed = operation switch
        {
            { IsClear: true, ExpectedETag: null } => 0,
            { IsClear: true } => Keyed(_delete, operation).BindText(3, operation.ExpectedETag).Run(),
            { ExpectedETag: null } => Written(_insert, operation).Run(),
            _ => Written(_update, operation).BindText(5, operation.ExpectedETag).Run(),
        };
        if (changed > 0) return default;
        var stored = FindETag(operation);
        var nothingToClear = operation.IsClear && operation.ExpectedETag is null && stored is null;
        return new WriteVerdict(Conflict: !nothingToClear, stored);
    }

    /// <summary>How many bytes went into the log since this was asked last: whole pages, which neighbours share.</summary>
    public long TakeBytesWritten() => _database.TakePagesWritten() * _pageSize;

    /// <inheritdoc cref="SqliteDatabase.Checkpoint"/>
    public bool Checkpoint(bool truncate) => _database.Checkpoint(truncate);

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _storedETag.Dispose();
        _database.Dispose();
    }

    private static SqliteStatement Keyed(SqliteStatement statement, WriteOperation operation) =>
        statement.BindText(1, operation.Key.State).BindText(2, operation.Key.Grain);

    private static SqliteStatement Written(SqliteStatement statement, WriteOperation operation) =>
        Keyed(statement, operation).BindText(3, operation.NewETag).BindBlob(4, operation.Payload.Span);

    private string? FindETag(WriteOperation operation)
    {
        var found = Keyed(_storedETag, operation).Step() ? Encoding.UTF8.GetString(_storedETag.Blob(0)) : null;
        _storedETag.Reset();
        return found;
    }
}
