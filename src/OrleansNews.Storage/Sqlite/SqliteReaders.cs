using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// A few threads that read, each on its own connection, beside the writer. SQLite blocks the thread that calls it, so neither grain turns nor the thread
/// pool ever do. What waits is bounded by the grains: an activation waits for one read at a time.
/// </summary>
internal sealed partial class SqliteReaders : IDisposable
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly BlockingCollection<ReadOperation> _waiting = [];
    private readonly List<Thread> _threads = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public SqliteReaders(string path, int threads, ILogger logger)
    {
        _path = path;
        _logger = logger;
        _running = threads;
        for (var number = 1; number <= threads; number++)
            _threads.Add(new Thread(Run) { IsBackground = true, Name = $"Reader {number} of {Path.GetFileName(path)}" });
    }

    /// <summary>Starts the threads.</summary>
    public void Start() => _threads.ForEach(thread => thread.Start());

    /// <summary>Answers what waits and closes the connections.</summary>
    public Task StopAsync()
    {
        _waiting.CompleteAdding();
        return _closed.Task;
    }

    /// <summary>Reads a row; null when there is none.</summary>
    public Task<StoredState?> ReadAsync(GrainStateKey key)
    {
        var operation = new ReadOperation(key);
        try
        {
            _waiting.Add(operation);
        }
        catch (InvalidOperationException)
        {
            throw new GrainStorageUnavailableException("The grain storage is closed.");
        }

        return operation.Task;
    }

    public void Dispose() => _waiting.Dispose();

    private void Run()
    {
        SqliteReadConnection? connection = null;
        foreach (var operation in _waiting.GetConsumingEnumerable())
        {
            try
            {
                connection ??= new SqliteReadConnection(SqliteDatabase.Open(_path, SqliteAccess.Read));
                operation.SetResult(connection.Read(operation.Key));
            }
            catch (Exception fault)
            {
                LogReadFailed(fault, _path);
                connection?.Dispose();
                connection = null;
                operation.SetException(new GrainStorageUnavailableException($"The storage file {_path} did not answer a read: {fault.Message}", fault));
            }
        }

        connection?.Dispose();
        if (Interlocked.Decrement(ref _running) == 0) _closed.SetResult();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A read failed on {Path}; its caller was told")]
    private partial void LogReadFailed(Exception fault, string path);
}
