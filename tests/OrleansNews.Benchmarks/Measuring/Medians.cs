using System.Diagnostics;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>The median times of two calls that are made in turns, so that both see the same machine.</summary>
internal static class Medians
{
    /// <summary>In milliseconds, after a fifth as many calls that do not count.</summary>
    public static async Task<(double One, double Other)> TakeTurnsAsync(int calls, Func<Task> callOneAsync, Func<Task> callOtherAsync)
    {
        var (one, other) = (new List<long>(calls), new List<long>(calls));
        for (var number = -calls / 5; number < calls; number++)
        {
            var begin = Stopwatch.GetTimestamp();
            await callOneAsync();
            var middle = Stopwatch.GetTimestamp();
            await callOtherAsync();
            var end = Stopwatch.GetTimestamp();
            if (number < 0) continue;
            one.Add(middle - begin);
            other.Add(end - middle);
        }

        return (Of(one), Of(other));
    }

    private static double Of(List<long> ticks)
    {
        ticks.Sort();
        return ticks[ticks.Count / 2] * 1000.0 / Stopwatch.Frequency;
    }
}
