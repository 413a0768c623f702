using System.Collections.Concurrent;

namespace OrleansNews.Storage.Text;

/// <summary>A few threads that do blocking work, each on a connection of its own, which is opened with the first work. How much may wait is bounded.</summary>
internal sealed class ConnectionThreads<TConnection> : IDisposable
    where TConnection : class, IDisposable
{
    private readonly BlockingCollection<Action<int>> _waiting;
    private readonly TConnection?[] _connections;
    private readonly List<Thread> _threads = [];
    private readonly Func<TConnection> _open;
    private readonly ReaderWriterLockSlim? _gate;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    /// <param name="name">What the threads are called.</param>
    /// <param name="threads">How many there are.</param>
    /// <param name="mostWaiting">How much may wait for them.</param>
    /// <param name="open">Opens a connection.</param>
    /// <param name="gate">Held for reading while a thread opens its connection or works; null for none.</param>
    public ConnectionThreads(string name, int threads, int mostWaiting, Func<TConnection> open, ReaderWriterLockSlim? gate = null)
    {
        _open = open;
        _gate = gate;
        _waiting = new(mostWaiting);
        _connections = new TConnection?[threads];
        _running = threads;
        for (var number = 0; number < threads; number++)
        {
            var mine = number;
            _threads.Add(new Thread(() => Run(mine)) { IsBackground = true, Name = $"{name} {number + 1}" });
        }

        _threads.ForEach(thread => thread.Start());
    }

    /// <summary>Does the work when its turn has come. A work that fails costs its thread the connection.</summary>
    /// <exception cref="TextIndexBusyException">Too much waits, or the threads have ended.</exception>
    public Task<T> RunAsync<T>(Func<TConnection, T> work) => AddAsync(thread => work(_connections[thread] ??= _open()));

    /// <summary>Does a work for which its thread's connection is closed first.</summary>
    /// <exception cref="TextIndexBusyException">Too much waits, or the threads have ended.</exception>
    public Task RunClosedAsync(Action work) => AddAsync(thread =>
    {
        Close(thread);
        work();
        return true;
    });

    /// <summary>Closes all connections. Only for who holds the gate for writing: none of the threads is at work then.</summary>
    public void CloseAll()
    {
        for (var thread = 0; thread < _connections.Length; thread++) Close(thread);
    }

    /// <summary>Finishes what waits and ends the threads.</summary>
    public Task StopAsync()
    {
        _waiting.CompleteAdding();
        return _closed.Task;
    }

    public void Dispose() => _waiting.Dispose();

    private Task<T> AddAsync<T>(Func<int, T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = TryAdd(thread =>
        {
            _gate?.EnterReadLock();
            try
            {
                done.SetResult(work(thread));
            }
            catch (Exception fault)
            {
                Close(thread);
                done.SetException(fault);
            }
            finally
            {
                _gate?.ExitReadLock();
            }
        });
        return isTaken ? done.Task : throw new TextIndexBusyException(_waiting.IsAddingCompleted ? "The index is closed." : "Too much waits for the index already.");
    }

    private bool TryAdd(Action<int> work)
    {
        try
        {
            return _waiting.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            return false; // Closed meanwhile.
        }
    }

    private void Run(int thread)
    {
        foreach (var work in _waiting.GetConsumingEnumerable()) work(thread);
        Close(thread);
        if (Interlocked.Decrement(ref _running) == 0) _closed.SetResult();
    }

    private void Close(int thread)
    {
        _connections[thread]?.Dispose();
        _connections[thread] = null;
    }
}
