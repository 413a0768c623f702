namespace OrleansNews.Site;

/// <summary>
/// A value of the cluster that all requests share. A fresh one is served at once; an old one is checked by one call for everybody who waits,
/// and whoever waited long enough gets the last known value, as does everybody while the cluster does not answer.
/// </summary>
/// <param name="read">Reads the value; gets the last known one, to ask for changes only.</param>
internal sealed class Polled<T>(Func<T?, Task<T>> read, ReadOptions options, TimeProvider time)
    where T : class
{
    private readonly Lock _gate = new();
    private T? _value;
    private long _checkedAt;
    private Task<T>? _check;

    /// <summary>The last known value, however old; null before the first answer.</summary>
    public T? LastKnown => Volatile.Read(ref _value);

    public async ValueTask<T> GetAsync()
    {
        Task<T> check;
        T? known;
        lock (_gate)
        {
            known = _value;
            if (known is not null && time.GetElapsedTime(_checkedAt) < options.FreshFor) return known;
            check = _check ??= CheckAsync(known);
        }

        if (known is null) return await check.WaitAsync(options.Deadline);
        try
        {
            return await check.WaitAsync(options.Patience);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return known;
        }
    }

    private async Task<T> CheckAsync(T? known)
    {
        // Counted from when the check is sent. Leaves the caller's lock before the first call.
        var sentAt = time.GetTimestamp();
        await Task.Yield();
        try
        {
            var value = await read(known);
            lock (_gate)
            {
                _value = value;
                _checkedAt = sentAt;
            }

            return value;
        }
        finally
        {
            lock (_gate) _check = null;
        }
    }
}
