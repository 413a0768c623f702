using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// A prepared statement, used again and again by one thread. Text is bound and read as UTF-8 bytes, so that the thread that owns the connection
/// converts and allocates nothing.
/// </summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Binds text; parameters count from 1.</summary>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        // The empty span has no address, and SQLite takes a null address for NULL.
        database.Check(utf8.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    /// <summary>Binds bytes; parameters count from 1.</summary>
    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        database.Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, bytes));
        return this;
    }

    /// <summary>Binds a number; parameters count from 1.</summary>
    public SqliteStatement BindNumber(int parameter, long number)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, number));
        return this;
    }

    /// <summary>Binds a number; parameters count from 1.</summary>
    public SqliteStatement BindReal(int parameter, double number)
    {
        database.Check(raw.sqlite3_bind_double(handle, parameter, number));
        return this;
    }

    /// <summary>Moves to the next row. False when there is none.</summary>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Failed(code),
    };

    /// <summary>Runs a statement that answers no rows, and says how many it changed.</summary>
    public int Run()
    {
        Step();
        var changes = database.Changes;
        Reset();
        return changes;
    }

    /// <summary>Ends the current use, and with it the read transaction of a query.</summary>
    public void Reset()
    {
        // The code repeats the fault of the last step, which was thrown there.
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    /// <summary>A column of the current row; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>A column of the current row.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    /// <summary>A column of the current row.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public void Dispose() => handle.Dispose();

    private SqliteException Failed(int code)
    {
        var fault = database.Fault(code);
        Reset();
        return fault;
    }
}
