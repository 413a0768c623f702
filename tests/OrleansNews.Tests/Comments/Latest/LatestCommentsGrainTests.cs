using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public sealed class LatestCommentsGrainTests : IAsyncLifetime
{
    private const string StateName = "latest-comments";

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

    [Fact]
    public async Task Report_OfAStoryThatIsNewToTheList_IsStoredAtOnceAndOnce()
    {
        var (first, second) = (await PublishAsync(), await PublishAsync());

        await Latest.ReportAsync(first, new(1, 1), [Comment(first, 1)]);
        Assert.Equal(1, Writes);
        await Latest.ReportAsync(second, new(1, 1), [Comment(second, 1)]);
        Assert.Equal(2, Writes);
        await Latest.ReportAsync(first, new(1, 2), [Comment(first, 2), Comment(first, 1)]);
        Assert.Equal(2, Writes);
    }

    [Fact]
    public async Task Report_ThatCannotBeStored_IsShownAndStoredWithTheNext()
    {
        var story = await PublishAsync();
        _cluster.Storage.Arm(StorageOperation.Write, StateName, StorageFault.Before);

        await Latest.ReportAsync(story, new(1, 1), [Comment(story, 1)]);
        Assert.Single((await Latest.GetAsync(5, 0)).Items);
        await Latest.ReportAsync(story, new(1, 1), [Comment(story, 1)]);

        Assert.Equal(2, Writes);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Restart_AfterACrash_FindsTheLatestComments(int failedWrites)
    {
        // With every write of the list lost it is found again by the newest stories.
        _cluster.Storage.Arm(StorageOperation.Write, StateName, StorageFault.Before, failedWrites);
        var story = await PublishAsync();
        await PublishAsync();
        var posted = await _cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story, Submission = SubmissionId.FromKey("first"), Author = "Ada", Email = "ada@example.org", Text = "Still here.",
            Staff = new("edith", "Edith", Accounts.Role.Editor),
        });
        Assert.Equal(CommentStatus.Approved, Assert.IsType<CommentPosted>(posted).Status);
        await ShownAsync(TestContext.Current.CancellationToken);

        // A crash tidies nothing up: whatever the activation would write when it ends is lost.
        _cluster.Storage.Arm(StorageOperation.Write, StateName, StorageFault.Before);
        await Latest.DeactivateAsync();
        _cluster.Storage.Heal();

        var item = Assert.Single((await ShownAsync(TestContext.Current.CancellationToken)).Items);
        Assert.Equal("Still here.", item.Comment.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public async Task Get_ACountOutOfRange_IsRefused(int count) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Latest.GetAsync(count, 0));

    private int Writes => _cluster.Storage.CountOf(StorageOperation.Write, StateName);

    private static CommentView Comment(ArticleId story, int number) => new() { Id = CommentId.Native(story, number), Status = CommentStatus.Approved };

    private async Task<ArticleId> PublishAsync()
    {
        var story = await _cluster.Client.NewArticleAsync();
        await story.PublishedAsync(Stories.Harbour.Unique());
        return story.Id();
    }

    // Threads report, and are asked, behind the answers that a client sees.
    private async Task<LatestComments> ShownAsync(CancellationToken cancel)
    {
        while (true)
        {
            var latest = await Latest.GetAsync(5, 0);
            if (!latest.Items.IsEmpty) return latest;
            await Task.Delay(10, cancel);
        }
    }
}
