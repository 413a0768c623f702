using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansNews.Storage.Sqlite;

/// <summary>How a file is opened.</summary>
internal enum SqliteAccess
{
    /// <summary>An existing file, for reading.</summary>
    Read,

    /// <summary>An existing file. A file that has vanished is a fault; it is never replaced by an empty one.</summary>
    Write,

    /// <summary>As <see cref="Write"/>, and made when it does not exist.</summary>
    Create,
}

/// <summary>
/// One connection to one file, used by one thread at a time. The native interface is used directly because ADO.NET converts and boxes every
/// parameter of every call, and waits for locks in a loop of its own.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    // Another process may hold the file for a moment: a backup tool, an operator's shell. Milliseconds.
    private const int BusyTimeout = 5_000;

    // SQLITE_DBSTATUS_CACHE_WRITE of sqlite3.h, which the binding does not name.
    private const int CacheWrite = 9;

    private readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle) => _handle = handle;

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens <paramref name="path"/>.</summary>
    public static SqliteDatabase Open(string path, SqliteAccess access)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | access switch
        {
            SqliteAccess.Read => raw.SQLITE_OPEN_READONLY,
            SqliteAccess.Write => raw.SQLITE_OPEN_READWRITE,
            _ => raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE,
        };
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
        if (code != raw.SQLITE_OK)
        {
            using (database) throw database.Fault(code);
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, BusyTimeout);
        return database;
    }

    /// <summary>Prepares a statement for many uses.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    /// <summary>Runs a statement once.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
            // A pragma may answer rows that nobody asked for.
        }
    }

    /// <summary>Runs a query that answers one number.</summary>
    public long QueryNumber(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    /// <summary>Runs a query that answers one text.</summary>
    public string QueryText(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>
    /// Moves what the log holds into the file. With <paramref name="truncate"/> the log is then cut to nothing, so that no deleted text stays in it.
    /// False when a reader still needs some of it: the next checkpoint goes on.
    /// </summary>
    public bool Checkpoint(bool truncate)
    {
        // Waiting for readers is the caller's to decide: writes wait behind this call.
        _ = raw.sqlite3_busy_timeout(_handle, 0);
        var mode = truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var inLog, out var moved);
        _ = raw.sqlite3_busy_timeout(_handle, BusyTimeout);
        if (code == raw.SQLITE_BUSY) return false;
        Check(code);
        return inLog == moved;
    }

    /// <summary>How many pages this connection has written since it was asked last.</summary>
    public int TakePagesWritten()
    {
        Check(raw.sqlite3_db_status(_handle, CacheWrite, out var pages, out _, resetFlg: 1));
        return pages;
    }

    /// <summary>Throws when a native call failed.</summary>
    public void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Fault(code);
    }

    /// <summary>The fault of the last native call.</summary>
    public SqliteException Fault(int code) =>
        new(raw.sqlite3_errmsg(_handle).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(_handle));

    public void Dispose() => _handle.Dispose();
}
