namespace OrleansNews.Moderation;

/// <summary>
/// What rules decide can wait a moment for more of its kind: a commit of a shard costs the same for one comment as for a thousand, and a wave of spam would else be a commit for each of
/// them, beside which readers find the processor busy. What people decide is in a hurry and waits for nobody. For one activation; not for threads.
/// </summary>
/// <param name="time">The clock by which it waits: nothing that it says is stored.</param>
internal sealed class Company(TimeProvider time)
{
    // Ten commits a second and shard; a desk shows a new comment hardly later.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _pause = Task.CompletedTask;

    /// <summary>Something came that cannot wait: the next commit begins at once.</summary>
    public void Hurry() => _hurry.TrySetResult();

    /// <summary>Ends when the next commit may begin: the first after a silence at once.</summary>
    public async Task WaitAsync()
    {
        await Task.WhenAny(_pause, _hurry.Task);
        if (_hurry.Task.IsCompleted) _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _pause = Task.Delay(Pause, time);
    }
}
