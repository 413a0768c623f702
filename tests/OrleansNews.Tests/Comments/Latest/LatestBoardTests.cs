namespace OrleansNews.Comments;

public class LatestBoardTests
{
    private readonly LatestBoard _board = new();

    [Fact]
    public void Take_AnOlderPosition_IsIgnored()
    {
        Assert.True(_board.Take(new(1), new(1, 5), [View(1, 1, 10)]));
        var version = _board.Version;

        Assert.False(_board.Take(new(1), new(1, 4), [View(1, 2, 20)]));
        Assert.False(_board.Take(new(1), new(1, 6), [View(1, 1, 10)]));

        Assert.Equal(version, _board.Version);
        Assert.Equal(1, Assert.Single(_board.Newest).Comment.Id.Number);
    }

    [Fact]
    public void Take_HiddenComments_AreGoneAtOnce()
    {
        _board.Take(new(1), new(1, 5), [View(1, 1, 10)]);
        var version = _board.Version;

        Assert.True(_board.Take(new(1), new(1, 6), []));
        Assert.Empty(_board.Newest);
        Assert.True(_board.Version > version);
        _board.Take(new(1), new(1, 7), [View(1, 1, 10) with { Status = CommentStatus.Held }]);
        Assert.Empty(_board.Newest);
    }

    [Fact]
    public void Newest_OfManyThreads_IsInOrderAndBounded()
    {
        for (var i = 1; i <= LatestBoard.Threads + 10; i++) _board.Take(new(i), new(1, 1), [View(i, 2, i * 10), View(i, 1, i)]);

        Assert.Equal(LatestBoard.Threads, _board.Articles.Length);
        Assert.Equal(LatestBoard.Threads + 10, _board.Articles[0].Value);
        Assert.DoesNotContain(new ArticleId(1), _board.Articles);
        Assert.Equal(_board.Newest.OrderByDescending(item => item.Comment.PostedAt).Select(item => item.Comment.Id), _board.Newest.Select(item => item.Comment.Id));
    }

    private static CommentView View(int article, int number, int second) => new()
    {
        Id = CommentId.Native(new(article), number), Status = CommentStatus.Approved, PostedAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
    };
}
