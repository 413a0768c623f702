using System.Diagnostics;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>One caller who calls at a steady pace. A call that is late does not hide the wait of the next one: its time runs from when it was due.</summary>
internal static class PacedLoad
{
    public static async Task<LoadResult> RunAsync(TimeSpan warmUp, TimeSpan duration, TimeSpan between, Func<Task> callAsync)
    {
        var countFrom = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = countFrom + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var found = new List<long>();
        await RunAsync(between, due => due < end, callAsync, (due, ticks) =>
        {
            if (due >= countFrom) found.Add(ticks);
        });
        return new(Stopwatch.GetElapsedTime(countFrom), [.. found.Order()]);
    }

    /// <param name="goesOn">Whether a call that is due then is still made.</param>
    /// <param name="found">Hears of each call when it was due, and how long it took.</param>
    public static async Task RunAsync(TimeSpan between, Func<long, bool> goesOn, Func<Task> callAsync, Action<long, long> found)
    {
        var every = (long)(between.TotalSeconds * Stopwatch.Frequency);
        for (var due = Stopwatch.GetTimestamp(); goesOn(due); due += every)
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early) await Task.Delay(early);
            // A timer that rings late is this side's fault.
            var started = Math.Max(due, Math.Min(Stopwatch.GetTimestamp(), due + Stopwatch.Frequency / 500));
            await callAsync();
            found(due, Stopwatch.GetTimestamp() - started);
        }
    }
}
