namespace OrleansNews.Comments;

public class FloodIntervalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly ArticleId Story = new(1);
    private static readonly SubmissionId One = SubmissionId.FromKey("one");
    private static readonly SubmissionId Other = SubmissionId.FromKey("other");

    [Fact]
    public void IsOver_BeforeTheIntervalHasPassed_IsFalse()
    {
        var flood = new FloodInterval();
        Assert.True(flood.IsOver(Start, Interval, Story, One));

        flood.Take(Start, Story, One);

        Assert.False(flood.IsOver(Start.AddSeconds(14.9), Interval, Story, Other));
        Assert.True(flood.IsOver(Start.AddSeconds(15), Interval, Story, Other));
        Assert.True(flood.IsOver(Start, TimeSpan.Zero, Story, Other));
    }

    [Fact]
    public void GiveBack_LeavesTheIntervalOfTheCommentBefore()
    {
        var flood = new FloodInterval();
        flood.Take(Start, Story, One);
        flood.Take(Start.AddSeconds(15), Story, Other);

        flood.GiveBack(Story, Other);

        Assert.False(flood.IsOver(Start.AddSeconds(14), Interval, Story, Other));
        Assert.True(flood.IsOver(Start.AddSeconds(16), Interval, Story, Other));
    }

    [Fact]
    public void IsOver_ForTheSubmissionThatHoldsIt_IsTrueInItsStoryAlone()
    {
        var flood = new FloodInterval();
        flood.Take(Start, Story, One);

        Assert.True(flood.IsOver(Start, Interval, Story, One));
        Assert.False(flood.IsOver(Start, Interval, new(2), One));
    }

    [Fact]
    public void GiveBack_BySecondAttempt_LeavesTheIntervalToTheFirst()
    {
        var flood = new FloodInterval();
        flood.Take(Start, Story, One);
        flood.Take(Start, Story, One);

        flood.GiveBack(Story, One);
        flood.GiveBack(Story, Other);

        Assert.False(flood.IsOver(Start.AddSeconds(1), Interval, Story, Other));
        flood.GiveBack(Story, One);
        Assert.True(flood.IsOver(Start.AddSeconds(1), Interval, Story, Other));
    }
}
