namespace OrleansNews.Comments;

public class HeatBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly HeatBoard _board = new();

    [Fact]
    public void Top_IsWarmestFirst_AndWhatIsSaidLaterCountsMore()
    {
        _board.Take(new(1), new(1, 9), 10, Noon);
        _board.Take(new(2), new(1, 9), 6, Noon.AddDays(1));
        Assert.Equal([new ArticleId(2), new ArticleId(1)], _board.Top(5, Noon.AddDays(1)));
    }

    [Fact]
    public void Thread_WhoseCommentsWereHidden_IsNotDiscussed_AndAnOlderReportDoesNotBringItBack()
    {
        _board.Take(new(1), new(1, 5), 10, Noon);
        _board.Take(new(1), new(1, 4), 90, Noon);
        _board.Take(new(2), new(1, 1), 20, Noon);
        Assert.Equal(new ArticleId(2), _board.Top(1, Noon).Single());
        _board.Take(new(2), new(1, 2), 0, Noon);
        Assert.Equal([new ArticleId(1)], _board.Top(5, Noon));
    }

    [Fact]
    public void Thread_WithoutNewComments_IsForgotten()
    {
        _board.Take(new(1), new(1, 5), 1_000, Noon);
        Assert.Empty(_board.Top(5, Noon.AddDays(11)));
    }

    [Fact]
    public void Threads_AreBounded_AndTheColdestGoes()
    {
        for (var i = 1; i <= HeatBoard.Threads + 10; i++) _board.Take(new(i), new(1, 1), i, Noon);
        var top = _board.Top(1_000, Noon);
        Assert.Equal(HeatBoard.Threads, top.Length);
        Assert.DoesNotContain(new ArticleId(10), top);
    }
}
