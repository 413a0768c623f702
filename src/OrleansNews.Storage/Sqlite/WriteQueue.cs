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

/// <summary>Operations that wait for the writer, bounded by their bytes. Many threads put in, one takes out.</summary>
internal sealed class WriteQueue(long maxBytes)
{
    private readonly object _gate = new();
    private readonly Queue<WriteOperation> _waiting = new();
    private long _bytes;
    private bool _closed;

    /// <summary>How many operations wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
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

    /// <summary>
    /// Adds an operation. A full queue refuses at once: a caller that waited would hold its bytes all the same, so that only a refusal bounds memory. An
    /// operation larger than the bound is taken when nothing else waits.
    /// </summary>
    public void Add(WriteOperation operation)
    {
        lock (_gate)
        {
            if (_closed) throw new GrainStorageUnavailableException("The grain storage is closed.");
            if (_waiting.Count > 0 && _bytes + operation.Bytes > maxBytes)
                throw new GrainStorageUnavailableException($"{_waiting.Count} writes of {_bytes} bytes wait for the disk, more than the {maxBytes} bytes allowed.");
            _waiting.Enqueue(operation);
            _bytes += operation.Bytes;
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
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
            while (_waiting.Count == 0)
            {
                if (_closed) return WriteQueueSignal.Closed;
                if (!Monitor.Wait(_gate, idleAfter) && _waiting.Count == 0 && !_closed) return WriteQueueSignal.Idle;
            }

            var bytes = 0L;
            while (batch.Count < maxOperations && _waiting.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Bytes <= maxBatchBytes))
            {
                batch.Add(_waiting.Dequeue());
                bytes += next.Bytes;
            }

            _bytes -= bytes;
            return WriteQueueSignal.Batch;
        }
    }
}
