using System.Diagnostics;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>Callers that each do one thing after the other.</summary>
internal static class Load
{
    /// <summary>
    /// Lets <paramref name="callers"/> callers call <paramref name="callAsync"/> (with the caller's number) until the time is up, after a warm-up that does not
    /// count. The latencies of all counted calls are kept.
    /// </summary>
    /// <param name="warm">Called when the warm-up is over.</param>
    public static async Task<LoadResult> RunAsync(int callers, TimeSpan warmUp, TimeSpan duration, Func<int, Task> callAsync, Action? warm = null)
    {
        var begin = Stopwatch.GetTimestamp();
        var countFrom = begin + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = countFrom + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var warmedUp = Task.Delay(warmUp).ContinueWith(_ => warm?.Invoke(), TaskScheduler.Default);
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var started = Stopwatch.GetTimestamp(); started < end; started = Stopwatch.GetTimestamp())
            {
                await callAsync(caller);
                if (started >= countFrom) mine.Add(Stopwatch.GetTimestamp() - started);
            }

            return mine;
        })));
        await warmedUp;
        return new LoadResult(Stopwatch.GetElapsedTime(countFrom), [.. latencies.SelectMany(mine => mine).Order()]);
    }
}

/// <summary>What a load found.</summary>
/// <param name="Elapsed">The time that counted, until the last call came back.</param>
/// <param name="SortedTicks">All latencies.</param>
internal sealed record LoadResult(TimeSpan Elapsed, IReadOnlyList<long> SortedTicks)
{
    /// <summary>Calls a second.</summary>
    public double Rate => SortedTicks.Count / Elapsed.TotalSeconds;

    /// <summary>The longest call, in milliseconds.</summary>
    public double Longest => Percentile(1);

    /// <summary>The latency that this share of the calls did not exceed, in milliseconds.</summary>
    public double Percentile(double share) =>
        SortedTicks.Count == 0 ? 0 : SortedTicks[Math.Min(SortedTicks.Count - 1, (int)(SortedTicks.Count * share))] * 1000.0 / Stopwatch.Frequency;
}
