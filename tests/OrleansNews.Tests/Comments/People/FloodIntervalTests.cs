namespace OrleansNews.Comments;

public class FloodIntervalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    [Fact]
    public void IsOver_BeforeTheIntervalHasPassed_IsFalse()
    {
        var flood = new FloodInterval();
        Assert.True(flood.IsOver(Start, Interval));

        flood.Take(Start);

        Assert.False(flood.IsOver(Start.AddSeconds(14.9), Interval));
        Assert.True(flood.IsOver(Start.AddSeconds(15), Interval));
        Assert.True(flood.IsOver(Start, TimeSpan.Zero));
    }

    [Fact]
    public void GiveBack_LeavesTheIntervalOfTheCommentBefore()
    {
        var flood = new FloodInterval();
        flood.Take(Start);
        flood.Take(Start.AddSeconds(15));

        flood.GiveBack();

        Assert.False(flood.IsOver(Start.AddSeconds(14), Interval));
        Assert.True(flood.IsOver(Start.AddSeconds(16), Interval));
    }
}
