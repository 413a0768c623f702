using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Moderation;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

/// <summary>An erasure that was ordered is carried through, whatever does not answer or crashes meanwhile.</summary>
public sealed class CommenterErasureTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static int _articles = 71_000;

    private readonly ICommenterGrain _commenter = cluster.Client.GetGrain<ICommenterGrain>(Guid.NewGuid().ToString("N"));
    private readonly ArticleId _article = new(Interlocked.Increment(ref _articles));

    private ICommentThreadGrain Thread => cluster.Client.GetGrain<ICommentThreadGrain>(_article.Value);

    private IOutboxRegistryGrain Registry => cluster.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(_commenter.GetGrainId()));

    [Fact]
    public async Task Erase_AThreadCannotBeWritten_IsCarriedThroughWhenTheRegistryWakesThePerson()
    {
        var (comment, key) = await LeaveHalfDoneAsync();
        await _commenter.DeactivateAsync();
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(comment, 50))!.Status);

        await Registry.WakeAsync(TimeSpan.Zero);

        Assert.Equal(CommentStatus.Erased, (await Thread.FindAsync(comment, 50))!.Status);
        Assert.NotEqual(key, await BeginAsync());
    }

    [Fact]
    public async Task Begin_WhileAnErasureIsNotCarriedThrough_EndsItFirst_SoThatNoLaterCommentIsErased()
    {
        var (comment, key) = await LeaveHalfDoneAsync();
        await _commenter.DeactivateAsync();

        Assert.NotEqual(key, await BeginAsync());

        var later = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("later", commenter: _commenter.GetPrimaryKeyString()))).Id;
        await Registry.WakeAsync(TimeSpan.Zero);
        Assert.Equal(CommentStatus.Erased, (await Thread.FindAsync(comment, 50))!.Status);
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(later, 50))!.Status);
    }

    [Fact]
    public async Task Decisions_AboutAPersonWhoseErasureIsNotCarriedThrough_LeaveThePersonRegistered()
    {
        var (comment, _) = await LeaveHalfDoneAsync();

        Assert.True(await _commenter.SuspendAsync(cluster.Time.GetUtcNow().AddDays(1), Posts.Moderator));
        await Waits.UntilAsync(
            async () => (await cluster.Client.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!.Entries.Any(entry => entry.Action == LogAction.Suspended), "The moderation log never heard of the suspension.");
        await _commenter.DeactivateAsync();
        await Registry.WakeAsync(TimeSpan.Zero);

        Assert.Equal(CommentStatus.Erased, (await Thread.FindAsync(comment, 50))!.Status);
    }

    [Fact]
    public async Task Person_WhomTheRegistryForgot_IsErasedByWhateverWakesThem()
    {
        var (comment, _) = await LeaveHalfDoneAsync();
        await _commenter.DeactivateAsync();
        // As when it woke them on a silo of the build before, where nobody knows of the order.
        var owner = _commenter.GetGrainId();
        await Registry.CompleteAsync(owner, await Registry.RegisterAsync(owner));
        await Registry.WakeAsync(TimeSpan.Zero);
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(comment, 50))!.Status);

        await _commenter.GetStandingAsync([], Posts.Moderator);

        await Waits.UntilAsync(async () => (await Thread.FindAsync(comment, 50))!.Status == CommentStatus.Erased, "The person is never erased.");
    }

    [Fact]
    public async Task Begin_AfterAnErasureFailed_IsAFaultAtOnce_AndAsksNoThread_UntilAPauseIsOver()
    {
        var (comment, key) = await LeaveHalfDoneAsync();
        var writes = Writes();

        for (var post = 0; post < 3; post++) await Assert.ThrowsAsync<ThreadUnavailableException>(BeginAsync);

        Assert.Equal(writes, Writes());
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(comment, 50))!.Status);
        cluster.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotEqual(key, await BeginAsync());
        Assert.Equal(CommentStatus.Erased, (await Thread.FindAsync(comment, 50))!.Status);

        int Writes() => cluster.Storage.CountOf(StorageOperation.Write, "commenter", _commenter.GetGrainId());
    }

    [Fact]
    public async Task Decisions_AreInTheModerationLog_BeforeAThreadThatIsErasedCanBeWritten()
    {
        var (comment, _) = await LeaveHalfDoneAsync();
        var writes = Writes();
        cluster.Storage.Arm(StorageOperation.Write, "moderation-log", StorageFault.Before);
        Assert.True(await _commenter.SetRuleAsync(CommenterRule.Hold, Posts.Moderator));
        await Waits.UntilAsync(() => Writes() > writes, "The moderation log is never written.");
        var thread = cluster.Storage.Hold(StorageOperation.Write, "thread");

        var waking = Registry.WakeAsync(TimeSpan.Zero);

        await thread.Reached;
        await Waits.UntilAsync(
            async () => (await cluster.Client.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!.Entries.Any(entry => entry.Action == LogAction.RuleChanged), "The decision waits for the thread.");
        thread.Open();
        await waking;
        Assert.Equal(CommentStatus.Erased, (await Thread.FindAsync(comment, 50))!.Status);

        int Writes() => cluster.Storage.CountOf(StorageOperation.Write, "moderation-log");
    }

    private async Task<(CommentId Comment, byte[] Key)> LeaveHalfDoneAsync()
    {
        var key = await BeginAsync();
        var comment = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("before", commenter: _commenter.GetPrimaryKeyString()))).Id;
        // Neither what the thread still tells others of the comment is to meet the fault, nor what threads of other tests do.
        await Thread.AsReference<IOutboxOwner>().DeliverOutboxAsync();
        cluster.Storage.Arm(StorageOperation.Write, "thread", StorageFault.Before, Thread);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => _commenter.EraseAsync(Posts.Moderator));
        return (comment, key);
    }

    private async Task<byte[]> BeginAsync() => [.. (await _commenter.BeginAsync(_article, new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey];
}
