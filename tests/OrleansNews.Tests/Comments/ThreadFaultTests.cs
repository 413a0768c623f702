using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>What a thread does when the store fails, and when more is posted than it can take.</summary>
[Collection(nameof(SmallThreadsCollection))]
public sealed class ThreadFaultTests(SmallThreadsCluster cluster) : SmallThread(cluster)
{
    [Fact]
    public async Task Post_StoreFails_IsAFaultLeavesNothingAndReadsGoOn()
    {
        await PostAsync("Before");
        var before = await Thread.GetVersionAsync(default);
        News.Storage.Arm(StorageOperation.Write, Head, StorageFault.Before);
        Assert.False((await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Lost")))).IsTakenOver);
        Assert.Equal(before, await Thread.GetVersionAsync(default));
        Assert.Equal(["Before"], await TextsAsync());
        var retried = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Lost")));
        Assert.False(retried.Repeated);
        Assert.Equal(["Before", "Lost"], await TextsAsync());
    }

    [Fact]
    public async Task Post_AnswerOfTheStoreIsLost_RetryFindsTheComment()
    {
        await PostAsync("Before");
        News.Storage.Arm(StorageOperation.Write, Head, StorageFault.After);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Doubtful")));
        var retried = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Doubtful")));
        Assert.True(retried.Repeated);
        Assert.Equal(["Before", "Doubtful"], await TextsAsync());
    }

    [Fact]
    public async Task Post_StoreIsUnreadableToo_EveryRetryIsAFaultUntilItHeals()
    {
        await PostAsync("Before");
        News.Storage.Arm(StorageOperation.Write, Head, StorageFault.After);
        News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before, times: 2);
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Doubtful")));
        Assert.True(Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Doubtful"))).Repeated);
    }

    [Fact]
    public async Task Batch_StoreFails_FailsAllItsCallsAndTheirRetriesAreStoredOnce()
    {
        await PostAsync("Before");
        var gate = News.Storage.Hold(StorageOperation.Write, Head);
        var first = Thread.PostAsync(Posts.New("First"));
        await gate.Reached;
        News.Storage.Arm(StorageOperation.Write, Head, StorageFault.Before);
        var posts = Enumerable.Range(0, 30).Select(i => Posts.New($"Batch {i}")).ToList();
        var batch = posts.Select(post => Thread.PostAsync(post)).ToList();
        await Thread.GetVersionAsync(default);
        gate.Open();
        Assert.IsType<CommentPosted>(await first);
        var outcomes = await Task.WhenAll(batch.Select(async post =>
        {
            try
            {
                return await post is CommentPosted;
            }
            catch (ThreadUnavailableException)
            {
                return false;
            }
        }));
        Assert.Contains(false, outcomes);
        foreach (var post in posts) Assert.IsType<CommentPosted>(await Thread.PostAsync(post));
        Assert.Equal(32, (await TextsAsync()).Distinct().Count());
        Assert.Equal(32, (await Thread.GetVersionAsync(default)).Total);
    }

    [Fact]
    public async Task Post_QueueIsFull_IsBusyAndNothingIsStored()
    {
        await PostAsync("Before");
        var gate = News.Storage.Hold(StorageOperation.Write, Head);
        var first = Thread.PostAsync(Posts.New("First"));
        await gate.Reached;
        var big = new string('x', 60_000);
        var posts = Enumerable.Range(0, 60).Select(i => Thread.PostAsync(Posts.New($"{i}{big}"))).ToList();
        var busy = await await Task.WhenAny(posts);
        Assert.Equal(new CommentRefused(CommentRefusal.Busy), busy);
        gate.Open();
        var results = await Task.WhenAll(posts);
        Assert.Equal(2 + results.Count(r => r is CommentPosted), (await Thread.GetVersionAsync(default)).Total);
        Assert.All(results, r => Assert.True(r is CommentPosted || r == busy));
        Assert.IsType<CommentPosted>(await first);
    }
}
