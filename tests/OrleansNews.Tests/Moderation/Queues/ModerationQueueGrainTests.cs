using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>Threads and the queues they feed, in a cluster.</summary>
public sealed class ModerationQueueGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static int _articles = 7000;

    private readonly ArticleId _article = new(Interlocked.Increment(ref _articles));

    [Fact]
    public async Task Comment_FromHeldToFlaggedToTrash_IsInTheQueueWhereItStands()
    {
        var id = await PostAsync("Hello", CommentStatus.Held);
        await UntilAsync([id], ModerationQueues.Held, ModerationQueues.All);

        await Thread.DecideAsync(Posts.Decide(Decision.Approve, id));
        await UntilAsync([id], ModerationQueues.All);

        Assert.True(await Thread.FlagAsync(new(id, FlagReason.Abuse, "", new(Guid.NewGuid()))));
        await UntilAsync([id], ModerationQueues.All, ModerationQueues.Flagged);

        // The flag is no reason to hide it.
        Assert.Equal([id], (await Thread.DecideAsync(Posts.Decide(Decision.Approve, id))).Changed);
        await UntilAsync([id], ModerationQueues.All);
        Assert.Empty((await Thread.DecideAsync(Posts.Decide(Decision.Approve, id))).Changed);

        await Thread.DecideAsync(Posts.Decide(Decision.Trash, id));
        await UntilAsync([id], ModerationQueues.Trash);
    }

    [Fact]
    public async Task Decisions_AreToldToModerators_WithReasonAndName()
    {
        var id = await PostAsync("Hello", CommentStatus.Held);
        await Thread.DecideAsync(new([id], Decision.Spam, Posts.Moderator, "Sells watches"));
        await Thread.DecideAsync(Posts.Decide(Decision.Restore, id));
        await Thread.DeactivateAsync();

        var comment = Assert.Single((await Thread.ReadForModeratorsAsync([id], Posts.Moderator))!.Value);

        Assert.Equal(
            [(CommentStatus.Spam, "Sells watches", "mo"), (CommentStatus.Held, "", "mo")],
            comment.Decisions.Select(decision => (decision.Status, decision.Reason, decision.StaffLogin)));
        Assert.Null(await Thread.ReadForModeratorsAsync([id], Posts.Author));
    }

    [Fact]
    public async Task Comment_ThatEverybodySees_IsListed_WithoutAnotherWrite()
    {
        var id = await PostAsync("Hello", CommentStatus.Approved);

        await UntilAsync([id], ModerationQueues.All);
        Assert.Empty(await ListAsync(ModerationQueues.Held));
    }

    [Fact]
    public async Task Queues_AreNoBusinessOfAuthors()
    {
        Assert.Null(await Queue.ReadAsync(new(ModerationQueues.Held, null, 10), Posts.Author));
        Assert.Null(await Queue.CountAsync(Posts.Author));
    }

    [Fact]
    public async Task Wave_OfHeldComments_ComesInAFewReports_AndIsCounted()
    {
        var before = (await Queue.CountAsync(Posts.Moderator))!;
        var results = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => Thread.PostAsync(Posts.New($"Buy {i}", status: CommentStatus.Held))));
        Assert.All(results, result => Assert.IsType<CommentPosted>(result));

        await UntilAsync(async () => (await Queue.CountAsync(Posts.Moderator))!.Held - before.Held >= 2_000);

        await Thread.DecideAsync(new([.. results.Cast<CommentPosted>().Take(1_000).Select(posted => posted.Id)], Decision.Spam, Posts.Moderator));
        await UntilAsync(async () => (await Queue.CountAsync(Posts.Moderator))!.Spam - before.Spam >= 1_000);
        Assert.Equal(1_000, (await ListAsync(ModerationQueues.Held)).Count);
        Assert.Equal(1_000, (await ListAsync(ModerationQueues.Spam)).Count);
    }

    private ICommentThreadGrain Thread => cluster.Client.GetGrain<ICommentThreadGrain>(_article.Value);

    private IModerationQueueGrain Queue => cluster.Client.GetGrain<IModerationQueueGrain>(IModerationQueueGrain.ShardOf(_article));

    private async Task<CommentId> PostAsync(string text, CommentStatus status) => Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New(text, status: status))).Id;

    private async Task<List<CommentId>> ListAsync(ModerationQueues queue)
    {
        var ids = new List<CommentId>();
        QueuePlace? before = null;
        do
        {
            var page = (await Queue.ReadAsync(new(queue, before, 500, _article), Posts.Moderator))!;
            ids.AddRange(page.Places.Select(place => place.Id));
            before = page.Next;
        }
        while (before is not null);
        return ids;
    }

    // Exactly in these queues, and in no other.
    private Task UntilAsync(CommentId[] ids, params ModerationQueues[] queues) => UntilAsync(async () =>
    {
        foreach (var queue in QueueTrees.Queues)
        {
            if (!(await ListAsync(queue)).SequenceEqual(queues.Contains(queue) ? ids : [])) return false;
        }

        return true;
    });

    private Task UntilAsync(Func<Task<bool>> condition) => Waits.UntilAsync(condition, "The queues never hear of it.", () => cluster.Time.Advance(TimeSpan.FromSeconds(1)));
}
