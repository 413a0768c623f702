namespace OrleansNews.Storage.Sqlite;

/// <summary>What <see cref="WriteQueue.Take"/> came back with.</summary>
internal enum WriteQueueSignal
{
    /// <summary>The batch holds at least one operation.</summary>
    Batch,

    /// <summary>Nothing came for a while.</summary>
    Idle,

    /// <summary>The queue is closed and empty.</summary>
    Closed,
}

/// <summary>
/// Operations that wait for the writer, bounded by their bytes. Many threads put in, one takes out. Large ones are nobody's who waits for an answer in a hurry (blocks of many comments
/// that are merged, indexes, media), and many may come together: small ones do not stand in line behind them.
/// </summary>
internal sealed class WriteQueue(long maxBytes)
{
    private const int LargeFrom = 32 * 1024;

    // So many bytes of large operations share a transaction; it always has room for one.
    private const long LargeTogether = 512 << 10;

    private readonly object _gate = new();
    private readonly Queue<WriteOperation> _small = new();
    private readonly Queue<WriteOperation> _large = new();
    private long _bytes;
    private bool _closed;

    /// <summary>How many operations wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return Waiting;
        }
    }

    /// <summary>How many bytes the waiting operations hold.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    private int Waiting => _small.Count + _large.Count;

    /// <summary>
    /// Adds an operation. A full queue refuses at once: a caller that waited would hold its bytes all the same, so that only a refusal bounds memory. An
    /// operation larger than the bound is taken when nothing else waits.
    /// </summary>
    public void Add(WriteOperation operation)
    {
        lock (_gate)
        {
            if (_closed) throw new GrainStorageUnavailableException("The grain storage is closed.");
            if (Waiting > 0 && _bytes + operation.Bytes > maxBytes)
                throw new GrainStorageUnavailableException($"{Waiting} writes of {_bytes} bytes wait for the disk, more than the {maxBytes} bytes allowed.");
            (operation.Bytes < LargeFrom ? _small : _large).Enqueue(operation);
            _bytes += operation.Bytes;
            if (Waiting == 1) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Refuses what comes from now on. What waits is still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for operations and moves as many as a transaction may hold into <paramref name="batch"/>.</summary>
    public WriteQueueSignal Take(List<WriteOperation> batch, int maxOperations, long maxBatchBytes, TimeSpan idleAfter)
    {
        lock (_gate)
        {
            while (Waiting == 0)
            {
                if (_closed) return WriteQueueSignal.Closed;
                if (!Monitor.Wait(_gate, idleAfter) && Waiting == 0 && !_closed) return WriteQueueSignal.Idle;
            }

            var bytes = 0L;
            Move(_large, most: 0);
            var large = bytes;
            Move(_small, maxBatchBytes);
            Move(_large, Math.Min(maxBatchBytes, bytes - large + LargeTogether));
            _bytes -= bytes;
            return WriteQueueSignal.Batch;

            void Move(Queue<WriteOperation> from, long most)
            {
                while (batch.Count < maxOperations && from.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Bytes <= most))
                {
                    batch.Add(from.Dequeue());
                    bytes += next.Bytes;
                }
            }
        }
    }
}
