using System.Globalization;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

public class ThreadVotesGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static int _articles = 50_000;

    private readonly ArticleId _article = new(Interlocked.Increment(ref _articles));

    private ICommentThreadGrain Thread => cluster.Client.GetGrain<ICommentThreadGrain>(_article.Value);

    [Fact]
    public async Task Vote_OfABrowser_CountsOnceAndCanBeChangedAndTakenBack()
    {
        var comment = await PostAsync();
        var (ada, bo) = (new BrowserId(Guid.NewGuid()), new BrowserId(Guid.NewGuid()));

        Assert.Equal(new(comment, 1, 0), await Shard(comment).VoteAsync(comment, ada, Vote.Up));
        Assert.Equal(new(comment, 1, 0), await Shard(comment).VoteAsync(comment, ada, Vote.Up));
        Assert.Equal(new(comment, 1, 1), await Shard(comment).VoteAsync(comment, bo, Vote.Down));
        Assert.Equal(new(comment, 0, 2), await Shard(comment).VoteAsync(comment, ada, Vote.Down));
        Assert.Equal(new(comment, 0, 1), await Shard(comment).VoteAsync(comment, bo, Vote.None));

        await Shard(comment).DeactivateAsync();
        Assert.Equal([new(comment, Vote.Down)], await Shard(comment).GetVotesAsync(ada, [comment]));
        Assert.Empty(await Shard(comment).GetVotesAsync(bo, [comment]));
        Assert.Equal(new(comment, 0, 1), await Shard(comment).VoteAsync(comment, bo, Vote.None));
    }

    [Fact]
    public async Task Vote_OnWhatReadersDoNotSee_ChangesNothing()
    {
        var held = await PostAsync(CommentStatus.Held);
        var nobody = CommentId.Native(_article, held.Number + IThreadVotesGrain.Shards);

        Assert.Equal(new(held, 0, 0), await Shard(held).VoteAsync(held, new(Guid.NewGuid()), Vote.Up));
        Assert.Equal(new(nobody, 0, 0), await Shard(nobody).VoteAsync(nobody, new(Guid.NewGuid()), Vote.Up));
        Assert.Empty((await Shard(held).GetCountsAsync(0)).Counts);
        var elsewhere = CommentId.Native(_article, held.Number + 1);
        await Assert.ThrowsAsync<ArgumentException>(() => Shard(held).VoteAsync(elsewhere, new(Guid.NewGuid()), Vote.Up));
    }

    [Fact]
    public async Task Vote_StoreFails_IsNotCounted()
    {
        var comment = await PostAsync();
        await Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Up);
        cluster.Storage.Arm(StorageOperation.Write, "thread-votes", StorageFault.Before);

        await Assert.ThrowsAnyAsync<Exception>(() => Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Up));

        Assert.Equal(new(comment, 1, 0), Assert.Single((await Shard(comment).GetCountsAsync(0)).Counts));
    }

    [Fact]
    public async Task Vote_ManyAtOnce_AreAllKeptInFewWrites()
    {
        var comment = await PostAsync();
        var browsers = Enumerable.Range(0, 1_500).Select(_ => new BrowserId(Guid.NewGuid())).ToList();
        var writes = cluster.Storage.CountOf(StorageOperation.Write, "thread-votes");

        await Task.WhenAll(browsers.Select((browser, i) => Shard(comment).VoteAsync(comment, browser, i % 3 == 0 ? Vote.Down : Vote.Up)));

        Assert.InRange(cluster.Storage.CountOf(StorageOperation.Write, "thread-votes") - writes, 1, 1_499);
        await Shard(comment).DeactivateAsync();
        Assert.Equal(new(comment, 1_000, 500), Assert.Single((await Shard(comment).GetCountsAsync(0)).Counts));
        for (var i = 0; i < browsers.Count; i += 97)
            Assert.Equal([new(comment, i % 3 == 0 ? Vote.Down : Vote.Up)], await Shard(comment).GetVotesAsync(browsers[i], [comment]));
        Assert.Equal(new(comment, 1_000, 499), await Shard(comment).VoteAsync(comment, browsers[0], Vote.None));
    }

    [Fact]
    public async Task Vote_ReachesTheThread_AndWhatWasNotSentIsSentWhenTheRegistryAsks()
    {
        var comment = await PostAsync();

        await Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Up);
        await cluster.Client.GetGrain<IThreadVotesGrain>(_article.Value, ShardName(comment), null).AsReference<IOutboxOwner>().DeliverOutboxAsync();

        Assert.Equal((1, 0), await CountInThreadAsync(comment));
        await Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Down);
        await Shard(comment).DeactivateAsync();
        await Shard(comment).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        Assert.Equal((1, 1), await CountInThreadAsync(comment));
    }

    private static string ShardName(CommentId comment) => IThreadVotesGrain.ShardOf(comment).ToString(CultureInfo.InvariantCulture);

    private IThreadVotesGrain Shard(CommentId comment) => cluster.Client.GetGrain<IThreadVotesGrain>(_article.Value, ShardName(comment), null);

    private async Task<CommentId> PostAsync(CommentStatus status = CommentStatus.Approved) =>
        Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New(Guid.NewGuid().ToString(), status: status))).Id;

    private async Task<(int Up, int Down)> CountInThreadAsync(CommentId comment)
    {
        var view = (await Thread.FindAsync(comment, 50))!.View;
        return (view.Up, view.Down);
    }
}
