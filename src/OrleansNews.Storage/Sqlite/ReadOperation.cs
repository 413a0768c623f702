namespace OrleansNews.Storage.Sqlite;

/// <summary>One read on its way through a reader.</summary>
internal sealed class ReadOperation(GrainStateKey key) : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public GrainStateKey Key => key;
}

/// <summary>A row.</summary>
internal sealed record StoredState(string ETag, byte[] Payload);
