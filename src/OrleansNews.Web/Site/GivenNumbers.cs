using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>
/// Tells numbers that were given out from those that somebody thinks of: asking a grain for each of these would keep one in memory for it. Whoever comes with numbers that are not known waits for one
/// question, asked ten times a second at most, and while the cluster is silent is told so without another.
/// </summary>
/// <param name="readBound">Asks up to which number some were given out; gets the answer before.</param>
/// <param name="options">How fresh answers are, a tenth of a second at most, and how long one waits.</param>
/// <param name="machineTime">The machine's clock.</param>
internal sealed class GivenNumbers(Func<long, Task<long>> readBound, ReadOptions options, TimeProvider machineTime)
{
    // As long as an answer counts, a number that was given out since is none: the first story of a new range of them, opened by whoever has just begun it.
    private static readonly TimeSpan MostFreshFor = TimeSpan.FromMilliseconds(100);

    // Whoever has waited long enough for a page gets the last one; of a number that was given out since, the last answer would say that it is none.
    private readonly Polled<Bound> _bound = new(
        async known => new(await readBound(known?.Number ?? 0)), new() { FreshFor = options.FreshFor < MostFreshFor ? options.FreshFor : MostFreshFor, Patience = options.Deadline, Deadline = options.Deadline }, machineTime);

    /// <param name="kind">The key of the <see cref="IAllocatorGrain"/>.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="options">How fresh answers are, a tenth of a second at most, and how long one waits.</param>
    /// <param name="machineTime">The machine's clock.</param>
    public GivenNumbers(string kind, IClusterClient cluster, IOptions<ReadOptions> options, TimeProvider machineTime)
        : this(known => cluster.GetGrain<IAllocatorGrain>(kind).GetBoundAsync(known).WaitAsync(options.Value.Deadline), options.Value, machineTime) { }

    /// <summary>False for numbers that were never given out.</summary>
    /// <exception cref="TimeoutException">The cluster does not say.</exception>
    public async ValueTask<bool> MayExistAsync(long number)
    {
        if (number < 1) return false;
        if (number <= _bound.LastKnown?.Number) return true;
        var bound = await _bound.ReadAsync();
        if (number <= bound.Value.Number) return true;
        return bound.IsCurrent ? false : throw new TimeoutException("The cluster does not say whether a number was given out.");
    }

    private sealed record Bound(long Number);
}
