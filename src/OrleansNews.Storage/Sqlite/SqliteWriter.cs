using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes what waits, commits it in one transaction, and only then answers the callers; meanwhile the next batch gathers.
/// A transaction that fails in any way fails all of its callers, and the next one starts on a new connection.
/// </summary>
internal sealed partial class SqliteWriter
{
    // The log is emptied when nothing was written for this long, so that deleted text leaves it soon ...
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(1);

    // ... and at least this often while the writes never pause.
    private static readonly TimeSpan TruncateAtLeastEvery = TimeSpan.FromMinutes(1);

    // A move beside the writer is followed by another one when much was appended meanwhile, and by the writer's own after so many.
    private const int MovesBeside = 12;

    private readonly string _path;
    private readonly SqliteGrainStorageOptions _options;
    private readonly SqliteStorageInstruments _instruments;
    private readonly ILogger _logger;
    private readonly WriteQueue _queue;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqliteWriteConnection? _connection;
    private SqliteLogMover? _mover;
    private int _moves;
    private long _bytesInLog;
    private long _bytesBeforeMove;
    private long _truncatedAt = Stopwatch.GetTimestamp();

    public SqliteWriter(string path, SqliteGrainStorageOptions options, WriteQueue queue, SqliteStorageInstruments instruments, ILogger logger)
    {
        _path = path;
        _options = options;
        _queue = queue;
        _instruments = instruments;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = $"Writer of {Path.GetFileName(path)}" };
    }

    /// <summary>Starts the thread. Completes when the file is open, and fails when it cannot be.</summary>
    public Task StartAsync()
    {
        _thread.Start();
        return _opened.Task;
    }

    /// <summary>Writes what waits, empties the log and closes the file.</summary>
    public Task StopAsync()
    {
        _queue.Close();
        return _closed.Task;
    }

    private void Run()
    {
        try
        {
            _connection = Open(create: true);
        }
        catch (Exception fault)
        {
            _queue.Close();
            _closed.SetResult();
            _opened.SetException(fault is GrainStorageFormatException ? fault : Unavailable("cannot be opened", fault));
            return;
        }

        _opened.SetResult();
        WriteUntilClosed();
        Close();
        _closed.SetResult();
    }

    private void WriteUntilClosed()
    {
        var batch = new List<WriteOperation>(_options.MaxBatchOperations);
        while (_queue.Take(batch, _options.MaxBatchOperations, _options.MaxBatchBytes, IdleAfter) is var signal and not WriteQueueSignal.Closed)
        {
            if (signal is WriteQueueSignal.Idle)
            {
                if (_bytesInLog > 0) Checkpoint(truncate: true);
                continue;
            }

            Write(batch);
            batch.Clear();
            if (_bytesInLog >= _options.CheckpointBytes) MoveLog();
        }
    }

    private void Write(List<WriteOperation> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _connection ??= Open(create: false);
            _connection.Begin();
            foreach (var operation in batch) operation.Verdict = _connection.Apply(operation);
            _connection.Commit();
            _bytesInLog += _connection.TakeBytesWritten();
        }
        catch (Exception fault)
        {
            Fail(batch, fault);
            return;
        }

        var bytes = 0L;
        foreach (var operation in batch) bytes += operation.Payload.Length + (operation.Other?.Payload.Length ?? 0);
        _instruments.Committed(Stopwatch.GetElapsedTime(started), batch.Count, bytes);

        // A verdict was reached on what earlier operations of the same transaction wrote, so a conflict too is answered only now.
        foreach (var operation in batch) operation.SetResult(operation.Verdict);
    }

    /// <summary>
    /// Fails every caller of a transaction. It may be durable all the same when its commit was under way; the connection is closed, which takes back
    /// whatever was not committed.
    /// </summary>
    private void Fail(List<WriteOperation> batch, Exception fault)
    {
        LogTransactionFailed(fault, batch.Count, _path);
        Discard();
        foreach (var operation in batch) operation.SetException(Unavailable("did not take a transaction", fault));
        _instruments.Failed(batch.Count);
    }

    // Writes wait only for the rest that was appended during the last move: the log begins anew when all of it is in the file.
    private void MoveLog()
    {
        if (_mover is { IsMoving: true }) return;
        if (_moves > 0 && (_bytesInLog - _bytesBeforeMove <= _options.CheckpointBytes / 4 || _moves >= MovesBeside))
        {
            Checkpoint(truncate: Stopwatch.GetElapsedTime(_truncatedAt) >= TruncateAtLeastEvery);
            return;
        }

        _bytesBeforeMove = _bytesInLog;
        _moves++;
        _mover ??= new SqliteLogMover(_path, _instruments, fault => LogCheckpointFailed(fault, _path));
        _mover.Begin();
    }

    private void Checkpoint(bool truncate)
    {
        // Counted from zero whatever comes out: with a reader in the way, or a failing disk, the next attempt is due after as many bytes again.
        (_bytesInLog, _bytesBeforeMove, _moves) = (0, 0, 0);
        if (_connection is null) return;
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (_connection.Checkpoint(truncate))
            {
                if (truncate) _truncatedAt = started;
            }
            else
            {
                _bytesInLog = 1;
            }

            _instruments.Checkpointed(Stopwatch.GetElapsedTime(started));
        }
        catch (SqliteException fault)
        {
            // Nothing is lost: what was committed is in the log.
            LogCheckpointFailed(fault, _path);
            Discard();
        }
    }

    private SqliteWriteConnection Open(bool create) => new(SqliteGrainStorageSchema.OpenWriter(_path, create, _options.ConfigureWriter));

    private void Close()
    {
        _mover?.Close();
        Checkpoint(truncate: true);
        Discard();
    }

    private void Discard()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private GrainStorageUnavailableException Unavailable(string what, Exception fault) =>
        new($"The storage file {_path} {what}: {fault.Message}", fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A transaction of {Operations} operations failed on {Path}; all of its callers were told")]
    private partial void LogTransactionFailed(Exception fault, int operations, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of {Path} could not be moved into the file; it grows until that succeeds")]
    private partial void LogCheckpointFailed(Exception fault, string path);
}
