using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public sealed class LatestCommentsGrainTests : IAsyncLifetime
{
    private readonly NewsCluster _cluster = new();

    private ILatestCommentsGrain Latest => _cluster.Client.GetGrain<ILatestCommentsGrain>(0);

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Get_AfterReports_ResolvesStoriesAndDropsWithdrawnOnes()
    {
        var story = await _cluster.Client.NewArticleAsync();
        var saved = await story.PublishedAsync(Stories.Harbour.Unique());
        var comment = new CommentView { Id = CommentId.Native(story.Id(), 1), Status = CommentStatus.Approved, Author = "Ada", PostedAt = _cluster.Time.GetUtcNow() };
        await Latest.ReportAsync(story.Id(), new(1, 1), [comment]);

        var latest = await Latest.GetAsync(5, 0);
        var item = Assert.Single(latest.Items);
        Assert.Equal((comment, saved.Path), (item.Comment, item.ArticlePath));
        Assert.StartsWith(Stories.Harbour.Title, item.ArticleTitle, StringComparison.Ordinal);
        Assert.Empty((await Latest.GetAsync(5, latest.Version)).Items);

        await story.WithdrawAsync(new(saved.Version, Stories.Author));
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var withdrawn = await Latest.GetAsync(5, latest.Version);
        Assert.True(withdrawn.Version > latest.Version);
        Assert.Empty(withdrawn.Items);
    }

    [Fact]
    public async Task Report_OfAHiddenComment_TakesEffectAtOnce()
    {
        var story = await _cluster.Client.NewArticleAsync();
        await story.PublishedAsync(Stories.Harbour.Unique());
        await Latest.ReportAsync(story.Id(), new(1, 1), [new() { Id = CommentId.Native(story.Id(), 1), Status = CommentStatus.Approved }]);
        Assert.Single((await Latest.GetAsync(5, 0)).Items);

        await Latest.ReportAsync(story.Id(), new(1, 2), []);

        Assert.Empty((await Latest.GetAsync(5, 0)).Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task Get_ACountOutOfRange_IsRefused(int count) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Latest.GetAsync(count, 0));
}
