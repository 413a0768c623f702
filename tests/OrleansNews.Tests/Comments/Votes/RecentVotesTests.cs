using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

public class RecentVotesTests
{
    private readonly RecentVotes _recent = new(capacity: 3, start: 100);

    [Fact]
    public void After_AKnownNumber_IsWhatCameBehindItOnce()
    {
        _recent.Note(7);
        var between = _recent.End;
        _recent.Note(8);
        _recent.Note(8);

        Assert.True(_recent.Knows(between));
        Assert.Equal([8], _recent.After(between));
        Assert.Empty(_recent.After(_recent.End));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(105)]
    public void After_ANumberOfAnotherActivation_IsAGapAndAllThatIsKnown(long after)
    {
        foreach (var comment in new[] { 7, 8, 9, 10 }) _recent.Note(comment);

        Assert.False(_recent.Knows(after));
        Assert.Equal([8, 9, 10], _recent.After(after));
    }

    [Fact]
    public void After_MoreChangesThanAreKept_IsAGap()
    {
        var start = _recent.End;
        for (var comment = 1; comment <= 4; comment++) _recent.Note(comment);

        Assert.False(_recent.Knows(start));
        Assert.True(_recent.Knows(start + 1));
    }
}
