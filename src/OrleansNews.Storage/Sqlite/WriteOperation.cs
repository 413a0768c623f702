namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// One write or clear on its way through the writer. Everything in it was encoded by the caller. Completed after the transaction that it was part of
/// is durable, and never with a continuation on the writer's thread.
/// </summary>
internal sealed class WriteOperation(GrainStateKey key, byte[]? expectedETag, byte[]? newETag, ReadOnlyMemory<byte> payload)
    : TaskCompletionSource<WriteVerdict>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    // What an operation costs in memory beside its payload, roughly.
    private const int Overhead = 256;

    public GrainStateKey Key => key;

    /// <summary>The ETag the row must have; null when there must be no row.</summary>
    public byte[]? ExpectedETag => expectedETag;

    /// <summary>The ETag the row gets; null for a clear.</summary>
    public byte[]? NewETag => newETag;

    public ReadOnlyMemory<byte> Payload => payload;

    public bool IsClear => newETag is null;

    /// <summary>A write of another row that takes effect with this one: both or neither. Its own task is never completed.</summary>
    public WriteOperation? Other { get; init; }

    /// <summary>What it counts for in the bounds of the queue and of a transaction, the other one included.</summary>
    public long Bytes => Payload.Length + Key.State.Length + Key.Grain.Length + Overhead + (Other?.Bytes ?? 0);

    /// <summary>What was found within the transaction; counts only once that is durable.</summary>
    public WriteVerdict Verdict { get; set; }
}

/// <summary>Whether an operation took effect, and when not, the ETag that was stored (null: no row).</summary>
internal readonly record struct WriteVerdict(bool Conflict, string? StoredETag);
