using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// Moves most of the log into the file beside the writer, which goes on appending to the log: waiting for the disk to take all of it would stop all writes for a
/// tenth of a second. What was appended meanwhile is little, and the writer moves it itself. Has a thread and a connection of its own, kept from move to move: a new
/// connection makes the disk flush the folder too, in front of the writes.
/// </summary>
internal sealed class SqliteLogMover
{
    private readonly string _path;
    private readonly SqliteStorageInstruments _instruments;
    private readonly Action<SqliteException> _failed;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private SqliteDatabase? _database;
    private bool _moving;
    private bool _closed;

    /// <param name="path">The file.</param>
    /// <param name="instruments">Hear how long each move took.</param>
    /// <param name="failed">Told of a move that failed: it is made good by the next one.</param>
    public SqliteLogMover(string path, SqliteStorageInstruments instruments, Action<SqliteException> failed)
    {
        _path = path;
        _instruments = instruments;
        _failed = failed;
        _thread = new Thread(Run) { IsBackground = true, Name = $"Log of {Path.GetFileName(path)}" };
        _thread.Start();
    }

    /// <summary>Whether a move is under way.</summary>
    public bool IsMoving
    {
        get
        {
            lock (_gate) return _moving;
        }
    }

    /// <summary>Begins a move; none may be under way.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _moving = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the end of a move and closes the connection. For the writer's own thread, before it closes the file.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (WaitForMove())
        {
            Move();
            lock (_gate) _moving = false;
        }

        _database?.Dispose();
    }

    private bool WaitForMove()
    {
        lock (_gate)
        {
            while (!_moving && !_closed) Monitor.Wait(_gate);
            return _moving;
        }
    }

    private void Move()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _database ??= SqliteGrainStorageSchema.OpenBesideWriter(_path);
            _database.Checkpoint(truncate: false);
            _instruments.MovedLog(Stopwatch.GetElapsedTime(started));
        }
        catch (SqliteException fault)
        {
            _database?.Dispose();
            _database = null;
            _failed(fault);
        }
    }
}
