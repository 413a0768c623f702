using System.Text.Json;
using Orleans.Hosting;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>What decisions about many comments cost: calls between grains are counted in the silo.</summary>
public sealed class BulkDecisionTests : IAsyncLifetime
{
    private const string Decide = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.DecideAsync)}";
    private const string ReadComments = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.ReadForModeratorsAsync)}";
    private const string FindStanding = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.FindStandingAsync)}";
    private const string OpenOrigins = $"{nameof(IDayKeysGrain)}.{nameof(IDayKeysGrain.UnsealAllAsync)}";
    private const string OpenEmail = $"{nameof(ICommenterGrain)}.{nameof(ICommenterGrain.GetStandingAsync)}";
    private const string ReadQueue = $"{nameof(IModerationQueueGrain)}.{nameof(IModerationQueueGrain.ReadAsync)}";

    private readonly ClientCalls _calls = new();
    private readonly NewsCluster _cluster;

    public BulkDecisionTests() => _cluster = new() { ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(_calls) };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Decision_AboutCommentsOfSeveralThreads_IsOneCallAThread_HoweverManyCommentsEachHas()
    {
        var ids = new List<CommentId>();
        foreach (var (story, count) in new[] { (11L, 1), (12L, 30), (13L, 900), (20L, 2) }) ids.AddRange(await HoldAsync(story, count));

        var outcome = (await Desk.DecideAsync(new([.. ids], Decision.Spam, CommentStatus.Held, ""), Posts.Moderator))!;

        Assert.Equal((933, 0), (outcome.Changed.Length, outcome.Failed.Length));
        Assert.Equal(4, _calls.Of(Decide));
        // The threads know what was decided about: nobody reads the comments for it, or the queues.
        Assert.Equal((0, 0), (_calls.Of(ReadComments), _calls.Of(ReadQueue)));
    }

    [Fact]
    public async Task Decision_AboutAQueue_ReadsEachShardOnceAStep_AndCallsEachThreadOnceAStep()
    {
        for (var story = 101; story <= 103; story++) await HoldAsync(story, 500);
        await UntilAsync(ModerationQueues.Held, 1_500);

        var steps = await DecideEverythingAsync(new());

        Assert.Equal([1_000, 500], steps);
        Assert.InRange(_calls.Of(Decide), 3, 2 * 3);
        Assert.Equal(2 * IModerationQueueGrain.Shards, _calls.Of(ReadQueue));
        Assert.Equal(0, _calls.Of(ReadComments));
    }

    [Fact]
    public async Task Decision_AboutOneLongThread_CostsACallAThousand()
    {
        await HoldAsync(7, 2_500);
        await UntilAsync(ModerationQueues.Held, 2_500);

        var steps = await DecideEverythingAsync(new() { Article = new(7) });

        Assert.Equal([1_000, 1_000, 500], steps);
        // Of one story its thread knows what stands where: nobody looks through the queues of others.
        Assert.Equal((3, 3, 0, 0), (_calls.Of(Decide), _calls.Of(FindStanding), _calls.Of(ReadQueue), _calls.Of(ReadComments)));
    }

    [Fact]
    public async Task Desk_AndADecisionByWhatOnlyCommentsTell_ReadAPageOrAHundredAtOnce_AndOpenNoSealInVain()
    {
        await HoldAsync(7, 1_000);
        await UntilAsync(ModerationQueues.Held, 1_000);
        var most = 0;
        _calls.Instead = call =>
        {
            if (ClientCalls.NameOf(call) == ReadQueue) Interlocked.Exchange(ref most, Math.Max(most, ((QueueQuery)call.Request.GetArgument(0)!).Limit));
            return call.Invoke();
        };

        // Each shard may hold the whole page, and none is asked for more.
        Assert.Equal(20, (await Desk.ReadAsync(new() { Limit = 20 }, Posts.Moderator))!.Items.Length);
        Assert.Equal((20, IModerationQueueGrain.Shards, 1, 1), (most, _calls.Of(ReadQueue), _calls.Of(ReadComments), _calls.Of(OpenOrigins)));

        Assert.Equal([1_000], await DecideEverythingAsync(new() { IsUnanswered = true }));
        Assert.Equal((1, 1 + 10, 1, 0), (_calls.Of(Decide), _calls.Of(ReadComments), _calls.Of(OpenOrigins), _calls.Of(OpenEmail)));

        await UntilAsync(ModerationQueues.Spam, 1_000);
        Assert.Equal([0], await DecideEverythingAsync(new() { Queue = ModerationQueues.Spam, Address = "203.0.113.7" }));
        Assert.Equal((1, 11 + 10, 1 + 10, 0), (_calls.Of(Decide), _calls.Of(ReadComments), _calls.Of(OpenOrigins), _calls.Of(OpenEmail)));
    }

    [Fact]
    public async Task Desk_WhoseKeysAreAtAnOlderSilo_OpensSealsOneByOne()
    {
        _calls.Instead = call => ClientCalls.NameOf(call) == OpenOrigins ? throw ForgetfulSilo.NoSuchMessage() : call.Invoke();
        var article = await _cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!.Id;
        foreach (var (name, address) in new[] { ("ann", "203.0.113.7"), ("bea", "2001:db8::8") })
        {
            Assert.IsType<CommentPosted>(await _cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
            {
                Article = story, Submission = SubmissionId.FromKey(name), Author = name, Email = $"{name}@example.org", Text = "See https://a.example https://b.example", Address = address,
            }));
        }

        await UntilAsync(ModerationQueues.Held, 2);
        var page = (await Desk.ReadAsync(new(), Posts.Moderator))!;

        Assert.Equal(2, _calls.Of($"{nameof(IDayKeysGrain)}.{nameof(IDayKeysGrain.UnsealAsync)}"));
        Assert.Equal(["2001:db8::8", "203.0.113.7"], page.Items.Select(item => item.Origin!.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Thread_TellsTheOneShardOfItsStory_IdsAndTimesAlone()
    {
        var reports = new List<(long Shard, QueueReport Report)>();
        _calls.Instead = call =>
        {
            if (call.Request.GetArgumentCount() > 0 && call.Request.GetArgument(0) is QueueReport report)
                lock (reports) reports.Add((call.TargetId.GetIntegerKey(), report));
            return call.Invoke();
        };
        await HoldAsync(21, 40);
        await UntilAsync(ModerationQueues.Held, 40);

        Assert.All(reports, sent => Assert.Equal(21 % IModerationQueueGrain.Shards, sent.Shard));
        var told = JsonSerializer.Serialize(reports.Select(sent => sent.Report));
        foreach (var secret in new[] { "Watches", "Ann", "example.org" }) Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _cluster.Client.GetGrain<IModerationQueueGrain>(4).ReportAsync(reports[0].Report));
    }

    private IModerationDeskGrain Desk => _cluster.Client.GetGrain<IModerationDeskGrain>(0);

    private async Task<List<CommentId>> HoldAsync(long story, int count)
    {
        var thread = _cluster.Client.GetGrain<ICommentThreadGrain>(story);
        var ids = new List<CommentId>();
        // No more at once than a thread queues.
        foreach (var some in Enumerable.Range(0, count).Chunk(500))
        {
            var posted = await Task.WhenAll(some.Select(i => thread.PostAsync(Posts.New($"Watches {i} at https://example.org/", status: CommentStatus.Held))));
            ids.AddRange(posted.Select(result => Assert.IsType<CommentPosted>(result).Id));
        }

        return ids;
    }

    private async Task<List<int>> DecideEverythingAsync(DeskQuery query)
    {
        var steps = new List<int>();
        do
        {
            var outcome = (await Desk.DecideNextAsync(query, Decision.Spam, "", Posts.Moderator))!;
            steps.Add(outcome.Changed.Length);
            query = query with { Cursor = outcome.Next };
        }
        while (query.Cursor is not null);
        return steps;
    }

    // What was not told at once is told again after a pause of the site's time.
    private Task UntilAsync(ModerationQueues queue, int count) => Waits.UntilAsync(
        async () => (await Desk.CountAsync(Posts.Moderator))!.Of(queue) >= count, $"The queue {queue} never counts {count}.", () => _cluster.Time.Advance(TimeSpan.FromSeconds(1)));
}
