using Orleans.Hosting;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The queues of one story on which little is said, beside very many comments of others in its shard.</summary>
public sealed class StoryFilterTests : IAsyncLifetime
{
    private const string FindStanding = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.FindStandingAsync)}";
    private const string ReadComments = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.ReadForModeratorsAsync)}";
    private const string ReadQueue = $"{nameof(IModerationQueueGrain)}.{nameof(IModerationQueueGrain.ReadAsync)}";

    // More than a shard looks at for one page.
    private const int OfOthers = 25_000;
    private const int Each = 8;

    private static readonly ArticleId Quiet = new(9);
    private static readonly ArticleId Loud = new(9 + IModerationQueueGrain.Shards);

    private readonly ClientCalls _calls = new();
    private readonly NewsCluster _cluster;

    public StoryFilterTests() => _cluster = new() { ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(_calls) };

    public static TheoryData<ModerationQueues> Queues => [.. QueueTrees.Queues];

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Queue_OfOneStory_IsToldByItsThread_AndIsWhatTheShardHas_PageByPage()
    {
        await DiscussAsync();
        foreach (var queue in QueueTrees.Queues)
        {
            var expected = await OfShardAsync(queue);
            Assert.Equal(queue == ModerationQueues.All ? 3 * Each : Each, expected.Count);
            var asked = _calls.Of(ReadQueue);

            foreach (var limit in new[] { 1, 3, Each, 100 })
            {
                var pages = await PagesAsync(new() { Queue = queue, Article = Quiet, Limit = limit });
                Assert.Equal(expected, pages.SelectMany(page => page));
                // The last page is full where there are enough, and none behind it is empty.
                Assert.Equal((expected.Count + limit - 1) / limit, pages.Count);
            }

            Assert.Equal(asked, _calls.Of(ReadQueue));
        }
    }

    [Fact]
    public async Task Pages_OfAQueueThatMoves_HoldNoCommentTwice_AndLackNoneThatStays()
    {
        await DiscussAsync();
        var all = await OfShardAsync(ModerationQueues.Held);
        var first = await ReadAsync(new() { Article = Quiet, Limit = 3 });

        // What the cursor names leaves the queue, something behind it does, and something new comes.
        await DecideAsync(Decision.Approve, first.Items[^1].Comment.View.Id, all[4]);
        await PostAsync(Quiet, CommentStatus.Held, "late");
        var rest = await PagesAsync(new() { Article = Quiet, Limit = 3, Cursor = first.Next });

        Assert.Equal([all[3], .. all[5..]], rest.SelectMany(page => page));
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task Silo_OfTheBuildBefore_IsAskedForTheQueues_AndEachGoesOnWhereTheOtherEnded(ModerationQueues queue)
    {
        await DiscussAsync();
        var expected = await OfShardAsync(queue);

        for (var older = 0; older < 2; older++)
        {
            var turn = older;
            _calls.Instead = call => ClientCalls.NameOf(call) == FindStanding && turn++ % 2 == 0 ? throw ForgetfulSilo.NoSuchMessage() : call.Invoke();
            var pages = await PagesAsync(new() { Queue = queue, Article = Quiet, Limit = 3 });
            Assert.Equal(expected, pages.SelectMany(page => page));
        }
    }

    [Fact]
    public async Task Thread_ThatCannotBeRead_OrWhoseSiloDied_HidesNothing_ThePageSaysHowManyItLacks()
    {
        await DiscussAsync();
        foreach (var fault in new Exception[] { new ThreadUnavailableException("The store does not answer."), new SiloUnavailableException("The silo is dead."), new TimeoutException("No answer.") })
        {
            _calls.Instead = call => ClientCalls.NameOf(call) is FindStanding or ReadComments ? throw fault : call.Invoke();

            var page = await ReadAsync(new() { Article = Quiet, Limit = 100 });

            Assert.Equal((0, Each), (page.Items.Length, page.Unreachable));
        }
    }

    [Fact]
    public async Task Thread_TellsOnlyModerators_AndNoMoreThanAThousandAtOnce()
    {
        var thread = _cluster.Client.GetGrain<ICommentThreadGrain>(Quiet.Value);
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => thread.PostAsync(Posts.New($"One {i}", status: CommentStatus.Held))));
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => thread.PostAsync(Posts.New($"Two {i}", status: CommentStatus.Held))));

        foreach (var role in Enum.GetValues<Role>())
        {
            var page = await thread.FindStandingAsync(new([CommentStatus.Held], false, null, 5), new("mara", "Mara", role));
            Assert.Equal(role.Allows(Permission.ModerateComments) ? 5 : null, page?.Found.Length);
        }

        var most = (await thread.FindStandingAsync(new([CommentStatus.Held], false, null, int.MaxValue), Posts.Moderator))!;
        Assert.Equal((1_000, 201), (most.Found.Length, most.Next!.Value.Id.Number));
        Assert.Single((await thread.FindStandingAsync(new([CommentStatus.Held], false, null, int.MinValue), Posts.Moderator))!.Found);
        Assert.Empty((await thread.FindStandingAsync(new(default, false, null, 10), Posts.Moderator))!.Found);
    }

    // Of the quiet story some stand in each queue; of the loud one, in the same shard and at the same time, very many do.
    private async Task DiscussAsync()
    {
        var from = _cluster.Time.GetUtcNow().ToUnixTimeSeconds();
        for (var i = 0; i < Each; i++)
        {
            if (i % 2 == 0) _cluster.Time.Advance(TimeSpan.FromSeconds(7));
            var visible = await PostAsync(Quiet, CommentStatus.Approved, $"visible {i}");
            var flagged = await PostAsync(Quiet, CommentStatus.Approved, $"flagged {i}");
            Assert.True(await _cluster.Client.GetGrain<ICommentThreadGrain>(Quiet.Value).FlagAsync(new(flagged, FlagReason.Abuse, "", new(Guid.NewGuid()))));
            await PostAsync(Quiet, CommentStatus.Held, $"held {i}");
            await PostAsync(Quiet, CommentStatus.Spam, $"spam {i}");
            await PostAsync(Quiet, CommentStatus.Trash, $"trash {i}");
            Assert.NotEqual(visible, flagged);
        }

        var shard = _cluster.Client.GetGrain<IModerationQueueGrain>(IModerationQueueGrain.ShardOf(Loud));
        foreach (var some in Enumerable.Range(1, OfOthers).Chunk(5_000))
        {
            Assert.True(await shard.ReportAsync(new()
            {
                Article = Loud, Epoch = 1, After = 0, AsOf = some[^1], IsLast = some[^1] == OfOthers,
                Comments = [.. some.Select(number => new QueuedComment(number, from + number % 40, QueueTrees.Queues.Aggregate(ModerationQueues.None, static (all, queue) => all | queue)))],
            }));
        }

        await Waits.UntilAsync(
            async () => await shard.CountAsync(Posts.Moderator) is { Held: OfOthers + Each, Flagged: OfOthers + Each, All: OfOthers + 3 * Each, Spam: OfOthers + Each, Trash: OfOthers + Each },
            "The shard never hears of all comments.", () => _cluster.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    private async Task<CommentId> PostAsync(ArticleId story, CommentStatus status, string text) =>
        Assert.IsType<CommentPosted>(await _cluster.Client.GetGrain<ICommentThreadGrain>(story.Value).PostAsync(Posts.New(text, status: status))).Id;

    private Task DecideAsync(Decision decision, params CommentId[] ids) => Desk.DecideAsync(new([.. ids], decision, null, ""), Posts.Moderator);

    private async Task<List<CommentId>> OfShardAsync(ModerationQueues queue)
    {
        var found = new List<CommentId>();
        QueuePlace? before = null;
        do
        {
            var page = (await _cluster.Client.GetGrain<IModerationQueueGrain>(IModerationQueueGrain.ShardOf(Quiet)).ReadAsync(new(queue, before, 100, Quiet), Posts.Moderator))!;
            found.AddRange(page.Places.Select(place => place.Id));
            before = page.Next;
        }
        while (before is not null);
        return found;
    }

    private async Task<List<List<CommentId>>> PagesAsync(DeskQuery query)
    {
        var pages = new List<List<CommentId>>();
        do
        {
            var page = await ReadAsync(query);
            pages.Add([.. page.Items.Select(item => item.Comment.View.Id)]);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return pages;
    }

    private async Task<DeskPage> ReadAsync(DeskQuery query) => (await Desk.ReadAsync(query, Posts.Moderator))!;

    private IModerationDeskGrain Desk => _cluster.Client.GetGrain<IModerationDeskGrain>(0);
}
