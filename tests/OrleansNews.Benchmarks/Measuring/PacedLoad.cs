using System.Diagnostics;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>One caller who calls at a steady pace. A call that is late does not hide the wait of the next one: its time runs from when it was due.</summary>
internal static class PacedLoad
{
    public static async Task<LoadResult> RunAsync(TimeSpan warmUp, TimeSpan duration, TimeSpan between, Func<Task> callAsync)
    {
        var begin = Stopwatch.GetTimestamp();
        var found = new List<long>();
        var every = (long)(between.TotalSeconds * Stopwatch.Frequency);
        var countFrom = begin + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = countFrom + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var due = begin; due < end; due += every)
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early) await Task.Delay(early);
            // A timer that rings late is this side's fault.
            var started = Math.Max(due, Math.Min(Stopwatch.GetTimestamp(), due + Stopwatch.Frequency / 500));
            await callAsync();
            if (due >= countFrom) found.Add(Stopwatch.GetTimestamp() - started);
        }

        return new(Stopwatch.GetElapsedTime(countFrom), [.. found.Order()]);
    }
}
