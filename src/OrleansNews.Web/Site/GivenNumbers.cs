using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>Tells numbers that were given out from those that somebody thinks of: asking a grain for each of these would keep one in memory for it.</summary>
/// <param name="kind">The key of the <see cref="IAllocatorGrain"/>.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="options">How fresh answers are, and how long one waits.</param>
/// <param name="machineTime">The machine's clock.</param>
internal sealed class GivenNumbers(string kind, IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider machineTime)
{
    private long _knownBound;
    private long _boundAskedAt = long.MinValue;

    /// <summary>False for numbers that were never given out.</summary>
    public async ValueTask<bool> MayExistAsync(long number)
    {
        if (number < 1) return false;
        if (number <= Volatile.Read(ref _knownBound)) return true;
        var askedAt = Volatile.Read(ref _boundAskedAt);
        if (askedAt != long.MinValue && machineTime.GetElapsedTime(askedAt) < options.Value.FreshFor) return false;
        var now = machineTime.GetTimestamp();
        var bound = await cluster.GetGrain<IAllocatorGrain>(kind).GetBoundAsync(Volatile.Read(ref _knownBound)).WaitAsync(options.Value.Deadline);
        Volatile.Write(ref _knownBound, bound);
        Volatile.Write(ref _boundAskedAt, now);
        return number <= bound;
    }
}
