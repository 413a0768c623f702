namespace OrleansNews.Cluster;

/// <summary>Holds an operation, of the storage or of what stands for it, until the test opens it.</summary>
public sealed class StorageGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the operation has arrived at the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets it go on.</summary>
    public void Open() => _open.TrySetResult();

    internal Task PassAsync()
    {
        _reached.TrySetResult();
        return _open.Task;
    }
}
