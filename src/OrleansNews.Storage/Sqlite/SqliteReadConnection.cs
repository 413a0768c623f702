namespace OrleansNews.Storage.Sqlite;

/// <summary>The connection of one reader and its statement.</summary>
internal sealed class SqliteReadConnection(SqliteDatabase database) : IDisposable
{
    private readonly SqliteStatement _select = database.Prepare("SELECT etag, payload FROM grain_state WHERE state = ?1 AND grain = ?2");

    /// <summary>Reads a row; null when there is none.</summary>
    public StoredState? Read(GrainStateKey key)
    {
        var found = _select.BindText(1, key.State).BindText(2, key.Grain).Step();
        var state = found ? new StoredState(_select.Text(0), _select.Blob(1).ToArray()) : null;
        _select.Reset();
        return state;
    }

    public void Dispose()
    {
        _select.Dispose();
        database.Dispose();
    }
}
