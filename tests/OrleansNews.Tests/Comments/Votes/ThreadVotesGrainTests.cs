using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
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
    public async Task Vote_AnswerOfTheStoreIsLost_ReachesTheThreadNevertheless()
    {
        var comment = await PostAsync();
        var browser = new BrowserId(Guid.NewGuid());
        cluster.Storage.Arm(StorageOperation.Write, "thread-votes", StorageFault.After);
        await Assert.ThrowsAnyAsync<Exception>(() => Shard(comment).VoteAsync(comment, browser, Vote.Up));

        await Shard(comment).AsReference<IOutboxOwner>().DeliverOutboxAsync();

        Assert.Equal((1, 0), await CountInThreadAsync(comment));
        Assert.Equal(new(comment, 1, 0), await Shard(comment).VoteAsync(comment, browser, Vote.Up));
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

    [Fact]
    public async Task Thread_Restarted_HasTheCountsAgain()
    {
        var comment = await PostAsync();
        await Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Up);
        await Shard(comment).VoteAsync(comment, new(Guid.NewGuid()), Vote.Down);
        await UntilCountedAsync(comment, (1, 1));

        await Thread.DeactivateAsync();

        // The thread asks its shards by itself: nobody votes, and nobody wakes the shard.
        await UntilCountedAsync(comment, (1, 1));
    }

    [Fact]
    public async Task Vote_MoreThanASliceHolds_SplitsItAndForgetsNone()
    {
        const int votes = VoteLedger.MostInSlice + 2_000;
        var comment = await PostAsync();
        var browsers = Enumerable.Range(0, votes).Select(_ => new BrowserId(Guid.NewGuid())).ToList();
        foreach (var (chunk, some) in browsers.Chunk(4_000).Index())
            await Task.WhenAll(some.Select((browser, i) => Shard(comment).VoteAsync(comment, browser, DirectionOf((chunk * 4_000) + i))));

        await Shard(comment).DeactivateAsync();
        var up = Enumerable.Range(0, votes).Count(i => DirectionOf(i) == Vote.Up);
        Assert.Equal(new(comment, up, votes - up), Assert.Single((await Shard(comment).GetCountsAsync(0)).Counts));
        for (var i = 0; i < votes; i += 331) Assert.Equal([new(comment, DirectionOf(i))], await Shard(comment).GetVotesAsync(browsers[i], [comment]));
        var state = new GrainState<ThreadVotesState>();
        await cluster.SiloServices.GetRequiredKeyedService<IGrainStorage>("Default").ReadStateAsync("thread-votes", Shard(comment).GetGrainId(), state);
        Assert.Equal(2, Assert.Single(state.State!.Pages).Slices.Length);

        // Who voted before the split cannot vote again behind it.
        Assert.Equal(new(comment, up, votes - up), await Shard(comment).VoteAsync(comment, browsers[0], DirectionOf(0)));
        Assert.Equal(new(comment, up, votes - up - 1), await Shard(comment).VoteAsync(comment, browsers[0], Vote.None));
    }

    private static Vote DirectionOf(int number) => number % 3 == 0 ? Vote.Down : Vote.Up;

    private static string ShardName(CommentId comment) => IThreadVotesGrain.ShardOf(comment).ToString(CultureInfo.InvariantCulture);

    private IThreadVotesGrain Shard(CommentId comment) => cluster.Client.GetGrain<IThreadVotesGrain>(_article.Value, ShardName(comment), null);

    private async Task<CommentId> PostAsync(CommentStatus status = CommentStatus.Approved) =>
        Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New(Guid.NewGuid().ToString(), status: status))).Id;

    // Counts travel on the newspaper's clock.
    private async Task UntilCountedAsync(CommentId comment, (int, int) votes)
    {
        while (await CountInThreadAsync(comment) != votes)
        {
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task<(int Up, int Down)> CountInThreadAsync(CommentId comment)
    {
        var view = (await Thread.FindAsync(comment, 50))!.View;
        return (view.Up, view.Down);
    }
}
