namespace OrleansNews.Logs;

/// <summary>
/// How many logs of a silo merge blocks at a time. Logs that grow alike come to it together, and hundreds of merged blocks at once would fill the store's queue, in front
/// of what somebody waits for; one after the other they are as early as anybody needs them.
/// </summary>
internal sealed class MergeTurns : IDisposable
{
    private const int AtATime = 2;

    private readonly SemaphoreSlim _turns = new(AtATime);
    private long _given;

    /// <summary>Turns that were given so far, for measurements.</summary>
    public long Given => Interlocked.Read(ref _given);

    /// <summary>Turns that have not ended.</summary>
    public int Running => AtATime - _turns.CurrentCount;

    /// <summary>Waits for a turn; it ends when the answer is disposed.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken given)
    {
        await _turns.WaitAsync(given);
        Interlocked.Increment(ref _given);
        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _ended, true)) turns.Release();
        }
    }
}
