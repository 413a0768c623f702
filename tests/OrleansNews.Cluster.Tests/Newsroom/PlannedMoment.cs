using System.Globalization;

namespace OrleansNews.Newsroom;

/// <summary>A second at which something goes out by itself, on a clock that no test moves: near, and so far away that something can be done before it.</summary>
internal static class PlannedMoment
{
    /// <summary>Plans for a distant moment, to see how long planning takes here and now, and then for a near one. Returns that.</summary>
    /// <param name="ahead">How far away it is at least when it is planned.</param>
    /// <param name="plan">Plans for a moment, from the version that is stored.</param>
    public static async Task<DateTimeOffset> ChooseAsync(TimeSpan ahead, Func<DateTimeOffset, int, Task> plan)
    {
        var begun = TimeProvider.System.GetUtcNow();
        await plan(Second(begun.AddHours(1)), 0);
        var at = Second(TimeProvider.System.GetUtcNow() + ahead + (2 * (TimeProvider.System.GetUtcNow() - begun)));
        await plan(at, 2); // One for the text, one for the plan.
        return at;
    }

    /// <summary>Asserts that a moment is still to come: a test whose fault came after it would show nothing. Returns the present one.</summary>
    public static DateTimeOffset AssertBefore(DateTimeOffset at)
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.True(now < at, string.Create(CultureInfo.InvariantCulture, $"It was {now:O} when the process was gone, after {at:O}: this shows nothing."));
        return now;
    }

    private static DateTimeOffset Second(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}
