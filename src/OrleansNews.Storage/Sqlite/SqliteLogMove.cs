using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// Moves most of the log into the file beside the writer, which goes on appending to the log: waiting for the disk to take all of it would stop all writes for a
/// tenth of a second. What was appended meanwhile is little, and the writer moves it itself. Has a thread and a connection of its own while it lasts.
/// </summary>
internal sealed class SqliteLogMove
{
    private readonly Thread _thread;
    private volatile bool _ended;

    private SqliteLogMove(string path, SqliteStorageInstruments instruments, Action<SqliteException> failed)
    {
        _thread = new Thread(() => Run(path, instruments, failed)) { IsBackground = true, Name = $"Log of {Path.GetFileName(path)}" };
    }

    /// <summary>Whether it is over, with or without success: a move that failed is made good by the next one.</summary>
    public bool HasEnded => _ended;

    public static SqliteLogMove Start(string path, SqliteStorageInstruments instruments, Action<SqliteException> failed)
    {
        var move = new SqliteLogMove(path, instruments, failed);
        move._thread.Start();
        return move;
    }

    /// <summary>Waits for the end. For the writer's own thread, when it closes the file.</summary>
    public void Join() => _thread.Join();

    private void Run(string path, SqliteStorageInstruments instruments, Action<SqliteException> failed)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var database = SqliteGrainStorageSchema.OpenBesideWriter(path);
            database.Checkpoint(truncate: false);
            instruments.MovedLog(Stopwatch.GetElapsedTime(started));
        }
        catch (SqliteException fault)
        {
            failed(fault);
        }
        finally
        {
            _ended = true;
        }
    }
}
