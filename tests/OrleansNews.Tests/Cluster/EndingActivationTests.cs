using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Cluster;

/// <summary>What a grain notes in the background when it is put away: it is written before the next activation reads, or not at all.</summary>
public class EndingActivationTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly Actor Moderator = new("mo", "Mo", Role.Moderator);

    [Fact]
    public async Task AHead_IsNotWrittenBehindTheNextActivation()
    {
        var commenter = cluster.Client.GetGrain<ICommenterGrain>("one");
        var (decision, background) = (cluster.Storage.Hold(StorageOperation.Write, "commenter"), cluster.Storage.Hold(StorageOperation.Write, "commenter"));
        decision.Open();
        Assert.True(await commenter.SuspendAsync(DateTimeOffset.MaxValue, Moderator));
        await background.Reached;

        await commenter.DeactivateAsync();
        var next = commenter.GetStandingAsync([], Moderator);
        await IsNotAnsweredAsync(next);
        background.Open();

        Assert.Equal(DateTimeOffset.MaxValue, (await next)!.SuspendedUntil);
        Assert.True(await commenter.SuspendAsync(null, Moderator));
        Assert.Null((await commenter.GetStandingAsync([], Moderator))!.SuspendedUntil);
    }

    [Fact]
    public async Task AThread_IsNotWrittenBehindTheNextActivation()
    {
        var thread = cluster.Client.GetGrain<ICommentThreadGrain>(1);
        var (post, background) = (cluster.Storage.Hold(StorageOperation.Write, "thread"), cluster.Storage.Hold(StorageOperation.Write, "thread"));
        post.Open();
        var comment = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("One", status: CommentStatus.Held))).Id;
        await background.Reached;

        await thread.DeactivateAsync();
        var next = thread.GetVersionAsync(default);
        await IsNotAnsweredAsync(next);
        background.Open();

        await next;
        Assert.True((await thread.DecideAsync(Posts.Decide(Decision.Approve, comment))).Done);
    }

    // That something never happens has no event: before the next activation waited, it answered within a few milliseconds.
    private static async Task IsNotAnsweredAsync(Task call) =>
        Assert.NotSame(call, await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken)));
}
