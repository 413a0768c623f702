namespace OrleansNews.Live;

/// <summary>Wakes one who waits; hints that come together are one.</summary>
internal sealed class HintSignal : IDisposable
{
    private readonly SemaphoreSlim _hints = new(0, 1);

    public void Give()
    {
        try
        {
            if (_hints.CurrentCount == 0) _hints.Release();
        }
        catch (Exception fault) when (fault is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else gave one in between, or nobody waits any more.
        }
    }

    /// <summary>Waits for a hint; false when none came in time, true also when the wait is called off.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience, CancellationToken off)
    {
        try
        {
            return await _hints.WaitAsync(patience, off);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose() => _hints.Dispose();
}
