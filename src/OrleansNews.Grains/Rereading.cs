namespace OrleansNews;

/// <summary>
/// Reads a state again when what is known of it is old. Two activations of one grain can exist for a while, and the one that is asked may not be the one that
/// was written to: what it answers is as old as its last reading, and never older than <paramref name="every"/>.
/// </summary>
/// <param name="reload">Reads the state.</param>
/// <param name="time">The clock that counts the age.</param>
/// <param name="every">How old it may be.</param>
internal sealed class Rereading(Func<Task> reload, TimeProvider time, TimeSpan every)
{
    private long _readAt = time.GetTimestamp();
    private Task _reading = Task.CompletedTask;

    /// <summary>Ends when the state is new enough; all who wait share one reading. Fails when it cannot be read: what is known is then too old to be answered.</summary>
    public Task WhenOldAsync()
    {
        if (_reading.IsCompleted && time.GetElapsedTime(_readAt) >= every) _reading = ReadAsync();
        return _reading;
    }

    private async Task ReadAsync()
    {
        var asked = time.GetTimestamp();
        await reload();
        _readAt = asked;
    }
}
