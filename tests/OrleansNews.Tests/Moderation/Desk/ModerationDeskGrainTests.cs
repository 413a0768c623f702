using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The desk over the queues and threads of a newspaper of its own for each test.</summary>
public sealed class ModerationDeskGrainTests : IAsyncLifetime
{
    private readonly NewsSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Held_OfManyStories_AreOneList_TheNewestFirst()
    {
        var ids = await PostInTurnAsync(stories: 12, each: 3);
        await UntilCountAsync(ModerationQueues.Held, ids.Count);

        var seen = new List<CommentId>();
        string? cursor = null;
        do
        {
            var page = (await Desk.ReadAsync(new() { Cursor = cursor, Limit = 7 }, Posts.Moderator))!;
            seen.AddRange(page.Items.Select(item => item.Comment.View.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(ids.AsEnumerable().Reverse(), seen);
    }

    [Fact]
    public async Task Decision_AboutCommentsOfManyStories_IsTakenByAll_AndIsUndoneWhereNobodyDecidedSince()
    {
        var ids = await PostInTurnAsync(stories: 3, each: 20);
        await UntilCountAsync(ModerationQueues.Held, 60);
        var before = await EndsAsync(ids);

        var outcome = (await Desk.DecideAsync(new([.. ids], Decision.Approve, CommentStatus.Held, ""), Posts.Moderator))!;
        Assert.Equal(60, outcome.Changed.Length);
        await Desk.DecideAsync(new([ids[0]], Decision.Spam, null, ""), Posts.Moderator);
        var undone = (await Desk.DecideAsync(new(outcome.Changed, default, null, "") { Undoes = outcome.Command }, Posts.Moderator))!;

        Assert.Equal(59, undone.Changed.Length);
        Assert.DoesNotContain(ids[0], undone.Changed);
        // An event for each change, and none for what stayed.
        Assert.Equal(before.Sum() + 60 + 1 + 59, (await EndsAsync(ids)).Sum());
        await UntilCountAsync(ModerationQueues.Held, 59);
        await UntilCountAsync(ModerationQueues.Spam, 1);
    }

    [Fact]
    public async Task Decision_AboutAQueue_GoesOnThousandByThousand_AndOnlyAboutWhatFits()
    {
        var thread = _site.Grains.GetGrain<ICommentThreadGrain>(4711);
        await Task.WhenAll(Enumerable.Range(0, 1_500).Select(i => thread.PostAsync(Posts.New(i % 3 == 0 ? $"See https://example.org/{i}" : $"Text {i}", status: CommentStatus.Held))));
        await UntilCountAsync(ModerationQueues.Held, 1_500);

        var (changed, rounds, query) = (0, 0, new DeskQuery { HasLinks = true });
        do
        {
            var outcome = (await Desk.DecideNextAsync(query, Decision.Spam, "", Posts.Moderator))!;
            changed += outcome.Changed.Length;
            query = query with { Cursor = outcome.Next };
            rounds++;
        }
        while (query.Cursor is not null);

        Assert.Equal((500, 2), (changed, rounds));
        await UntilCountAsync(ModerationQueues.Spam, 500);
        await UntilCountAsync(ModerationQueues.Held, 1_000);
    }

    [Fact]
    public async Task Decision_AboutWhatIsFound_NamesWhatCouldNotBeLookedAt()
    {
        var ids = await PostInTurnAsync(stories: 2, each: 2);
        await UntilCountAsync(ModerationQueues.Held, 4);
        await _site.Grains.GetGrain<ICommentThreadGrain>(ids[0].Article.Value).DeactivateAsync();
        _site.Cluster.Storage.Arm(StorageOperation.Read, "thread", StorageFault.Before, times: 100);

        var outcome = (await Desk.DecideNextAsync(new() { Search = "text" }, Decision.Spam, "", Posts.Moderator))!;

        _site.Cluster.Storage.Heal();
        Assert.Equal([ids[1], ids[3]], outcome.Changed.OrderBy(id => id.Value));
        Assert.Equal([ids[0], ids[2]], outcome.Failed.OrderBy(id => id.Value));
    }

    [Fact]
    public async Task Person_WhoseGrainCannotBeRead_HidesNoRow_AndThePageSaysSo()
    {
        var (away, there) = (new string('a', 64), new string('b', 64));
        await _site.Grains.GetGrain<ICommenterGrain>(there).BeginAsync(new(4711), SubmissionId.FromKey("known"), null, TimeSpan.Zero);
        var thread = _site.Grains.GetGrain<ICommentThreadGrain>(4711);
        var ofAway = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("Of one who is away", status: CommentStatus.Held, commenter: away))).Id;
        var ofThere = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("Of one who is there", status: CommentStatus.Held, commenter: there))).Id;
        await UntilCountAsync(ModerationQueues.Held, 2);
        _site.Cluster.Storage.Arm(StorageOperation.Read, "commenter", StorageFault.Before, times: 100);

        var page = (await Desk.ReadAsync(new(), Posts.Moderator))!;
        var one = (await Desk.FindAsync(ofAway, Posts.Moderator))!;
        var found = (await Desk.FindNextAsync(new() { Search = "nowhere" }, Posts.Moderator))!;
        var outcome = (await Desk.DecideNextAsync(new() { Search = "nowhere" }, Decision.Spam, "", Posts.Moderator))!;

        _site.Cluster.Storage.Heal();
        Assert.Equal([(ofThere, true), (ofAway, false)], page.Items.Select(item => (item.Comment.View.Id, item.Standing is not null)));
        Assert.Equal((1, 1), (page.Unreachable, one.Unreachable));
        Assert.Null(Assert.Single(one.Items).Standing);
        // Their address may be what is looked for.
        Assert.Equal((0, 1), (found.Comments.Length, found.Unreachable));
        Assert.Equal([ofAway], outcome.Failed);
        Assert.Equal(0, (await Desk.ReadAsync(new(), Posts.Moderator))!.Unreachable);
    }

    [Fact]
    public async Task Counts_FollowEachDecision_InEveryQueue()
    {
        var thread = _site.Grains.GetGrain<ICommentThreadGrain>(4711);
        var ids = (await Task.WhenAll(Enumerable.Range(0, 6).Select(i => thread.PostAsync(Posts.New($"Text {i}", status: CommentStatus.Held))))).Select(posted => Assert.IsType<CommentPosted>(posted).Id).ToArray();
        await UntilCountsAsync(held: 6, flagged: 0, all: 6, spam: 0, trash: 0);

        await DecideAsync(Decision.Approve, ids[..3]);
        await UntilCountsAsync(held: 3, flagged: 0, all: 6, spam: 0, trash: 0);
        await DecideAsync(Decision.Spam, ids[..2]);
        await UntilCountsAsync(held: 3, flagged: 0, all: 4, spam: 2, trash: 0);
        await DecideAsync(Decision.Trash, ids[5]);
        await UntilCountsAsync(held: 2, flagged: 0, all: 3, spam: 2, trash: 1);
        await DecideAsync(Decision.Restore, ids[0], ids[5]);
        await UntilCountsAsync(held: 3, flagged: 0, all: 5, spam: 1, trash: 0);
        await DecideAsync(Decision.Hold, ids[0]);
        await UntilCountsAsync(held: 4, flagged: 0, all: 5, spam: 1, trash: 0);
        Assert.True(await thread.FlagAsync(new(ids[2], FlagReason.Abuse, "", new(Guid.NewGuid()))));
        await UntilCountsAsync(held: 4, flagged: 1, all: 5, spam: 1, trash: 0);
        var approved = await DecideAsync(Decision.Approve, ids[2]);
        await UntilCountsAsync(held: 4, flagged: 0, all: 5, spam: 1, trash: 0);
        await UndoAsync(approved, ids[2]);
        await UntilCountsAsync(held: 4, flagged: 1, all: 5, spam: 1, trash: 0);
        var spam = await DecideAsync(Decision.Spam, ids[2], ids[5]);
        await UntilCountsAsync(held: 3, flagged: 0, all: 3, spam: 3, trash: 0);
        await UndoAsync(spam, ids[2], ids[5]);
        await UntilCountsAsync(held: 4, flagged: 1, all: 5, spam: 1, trash: 0);

        async Task<Guid> DecideAsync(Decision decision, params CommentId[] some)
        {
            var outcome = (await Desk.DecideAsync(new([.. some], decision, null, ""), Posts.Moderator))!;
            Assert.Equal(some, outcome.Changed);
            return outcome.Command;
        }

        async Task UndoAsync(Guid command, params CommentId[] some) =>
            Assert.Equal(some, (await Desk.DecideAsync(new([.. some], default, null, "") { Undoes = command }, Posts.Moderator))!.Changed);
    }

    [Fact]
    public async Task Desk_IsClosedToWhoMayNotModerate()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor("mara", "Mara", role);
            var may = role.Allows(Permission.ModerateComments);
            Assert.Equal(may, await Desk.ReadAsync(new(), actor) is not null);
            Assert.Equal(may, await Desk.FindNextAsync(new(), actor) is not null);
            Assert.Equal(may, await Desk.FindAsync(CommentId.Native(new(1), 1), actor) is not null);
            Assert.Equal(may, await Desk.CountAsync(actor) is not null);
            Assert.Equal(may, await Desk.DecideAsync(new([], Decision.Spam, null, ""), actor) is not null);
            Assert.Equal(may, await Desk.DecideNextAsync(new(), Decision.Spam, "", actor) is not null);
            var person = _site.Grains.GetGrain<ICommenterGrain>(new string('a', 64));
            Assert.Equal(may, await person.GetStandingAsync([], actor) is not null);
            Assert.Equal(may, await person.SetRuleAsync(CommenterRule.Hold, actor));
        }
    }

    private IModerationDeskGrain Desk => _site.Grains.GetGrain<IModerationDeskGrain>(0);

    // One after the other across the stories, a second apart.
    private async Task<List<CommentId>> PostInTurnAsync(int stories, int each)
    {
        var ids = new List<CommentId>();
        for (var i = 0; i < each; i++)
        {
            for (var story = 1; story <= stories; story++)
            {
                _site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
                ids.Add(Assert.IsType<CommentPosted>(await _site.Grains.GetGrain<ICommentThreadGrain>(story).PostAsync(Posts.New($"Text {i}", status: CommentStatus.Held))).Id);
            }
        }

        return ids;
    }

    private async Task<List<long>> EndsAsync(IEnumerable<CommentId> ids)
    {
        var ends = new List<long>();
        foreach (var article in ids.Select(id => id.Article.Value).Distinct()) ends.Add((await _site.Grains.GetGrain<ICommentThreadGrain>(article).GetVersionAsync(default)).Position.Sequence);
        return ends;
    }

    private Task UntilCountsAsync(int held, int flagged, int all, int spam, int trash)
    {
        var expected = new QueueCounts(held, flagged, all, spam, trash, 0);
        return Waits.UntilAsync(async () => (await Desk.CountAsync(Posts.Moderator))! with { Version = 0 } == expected, $"The queues never count {expected}.");
    }

    private Task UntilCountAsync(ModerationQueues queue, int count) =>
        Waits.UntilAsync(async () => (await Desk.CountAsync(Posts.Moderator))!.Of(queue) == count, $"The queue {queue} never counts {count}.");
}
