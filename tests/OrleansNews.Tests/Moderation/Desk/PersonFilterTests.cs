using Orleans.Hosting;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The comments of one person on the desk, beside those of somebody else in the same stories.</summary>
public sealed class PersonFilterTests : IAsyncLifetime
{
    private const string FindStanding = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.FindStandingAsync)}";
    private const string FindOfPerson = $"{nameof(ICommenterGrain)}.{nameof(ICommenterGrain.FindStandingAsync)}";

    private static readonly string Person = new('b', 64);
    private static readonly string Other = new('c', 64);

    private readonly Dictionary<CommentId, long> _seconds = [];
    private readonly ClientCalls _calls = new();
    private readonly NewsCluster _cluster;

    public PersonFilterTests() => _cluster = new() { ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(_calls) };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Comments_InManyStories_AreOneList_TheNewestFirst_PageByPage()
    {
        var ids = await PostInTurnAsync(stories: 12, each: 3);
        var flagged = ids[5];
        await DecideAsync(Decision.Approve, flagged, ids[6]);
        Assert.True(await Thread(flagged.Article.Value).FlagAsync(new(flagged, FlagReason.Abuse, "", new(Guid.NewGuid()))));
        await DecideAsync(Decision.Spam, ids[7], ids[20]);
        // Of one second, those of the story that came last.
        var newest = ids.OrderByDescending(id => _seconds[id]).ThenByDescending(id => id.Value).ToList();

        foreach (var limit in new[] { 1, 7, 100 })
        {
            Assert.Equal(newest.Where(id => !ids[5..8].Contains(id) && id != ids[20]), await FoundAsync(new() { Commenter = Person, Limit = limit }));
            Assert.Equal(newest.Where(id => id != ids[7] && id != ids[20]), await FoundAsync(new() { Commenter = Person, Queue = ModerationQueues.All, Limit = limit }));
            Assert.Equal([flagged], await FoundAsync(new() { Commenter = Person, Queue = ModerationQueues.Flagged, Limit = limit }));
            Assert.Equal([ids[20], ids[7]], await FoundAsync(new() { Commenter = Person, Queue = ModerationQueues.Spam, Limit = limit }));
            Assert.Equal(newest.Where(id => id.Article.Value == 3), await FoundAsync(new() { Commenter = Person, Article = new(3), Limit = limit }));
        }

        Assert.Empty(await FoundAsync(new() { Commenter = new string('0', 64) }));
    }

    [Fact]
    public async Task Comments_MoreThanAnybodyReads_AreDecidedToTheLast_TheNewestFirst()
    {
        const int Count = 10_001;
        var thread = Thread(9);
        await KnowAsync(Person, 9);
        foreach (var some in Enumerable.Range(1, Count).Chunk(1_000))
            await Task.WhenAll(some.Select(i => thread.PostAsync(Posts.New($"Text {i}", status: CommentStatus.Held, commenter: Person))));
        var query = new DeskQuery { Commenter = Person };

        var first = await ReadAsync(query);

        Assert.Equal(Enumerable.Range(0, query.Limit).Select(i => CommentId.Native(new(9), Count - i)), first.Items.Select(item => item.Comment.View.Id));
        var changed = 0;
        do
        {
            var outcome = (await Desk.DecideNextAsync(query, Decision.Trash, "", Posts.Moderator))!;
            changed += outcome.Changed.Length;
            query = query with { Cursor = outcome.Next };
        }
        while (query.Cursor is not null);
        Assert.Equal(Count, changed);
        Assert.Empty((await thread.FindByStatusAsync(CommentStatus.Held, 0, 1, Posts.Moderator))!.Value);
        Assert.Empty((await ReadAsync(query)).Items);
    }

    [Fact]
    public async Task Search_AmongManyComments_AsksEachThreadOnceAPage()
    {
        await PostInTurnAsync(stories: 2, each: 300);
        var asked = _calls.Of(FindStanding);

        var page = await ReadAsync(new() { Commenter = Person, Search = "nowhere" });

        Assert.Equal((0, 2), (page.Items.Length, _calls.Of(FindStanding) - asked));
    }

    [Fact]
    public async Task Silo_OfTheBuildBefore_IsAskedForAllOfThePerson_AndGoesOnWhereItEnded()
    {
        var ids = await PostInTurnAsync(stories: 3, each: 5);
        await DecideAsync(Decision.Spam, ids[0], ids[8]);
        var turn = 0;
        _calls.Instead = call => ClientCalls.NameOf(call) == FindOfPerson && turn++ == 0 ? throw ForgetfulSilo.NoSuchMessage() : call.Invoke();

        var found = await FoundAsync(new() { Commenter = Person, Limit = 4 });

        Assert.Equal(ids.Where(id => id != ids[0] && id != ids[8]).OrderBy(id => id.Value), found.OrderBy(id => id.Value));
    }

    /// <summary>A thread that a newer build wrote to, or that cannot be read at this moment, takes nothing of the person's from the desk that it took before.</summary>
    [Fact]
    public async Task Thread_ThatCannotSayWhatStandsWhere_HidesNobodysComments()
    {
        var ids = await PostInTurnAsync(stories: 3, each: 2);
        _calls.Instead = call => ClientCalls.NameOf(call) == FindOfPerson ? throw new ThreadUnavailableException("A newer build has to say.") : call.Invoke();

        var found = await FoundAsync(new() { Commenter = Person, Limit = 4 });

        Assert.Equal(ids.OrderBy(id => id.Value), found.OrderBy(id => id.Value));
    }

    // Of the person and of somebody else, one after the other across the stories.
    private async Task<List<CommentId>> PostInTurnAsync(int stories, int each)
    {
        var ids = new List<CommentId>();
        for (var story = 1; story <= stories; story++) await KnowAsync(Person, story);
        for (var i = 0; i < each; i++)
        {
            // Some of one second, too.
            if (i % 2 == 0) _cluster.Time.Advance(TimeSpan.FromSeconds(1));
            for (var story = 1; story <= stories; story++)
            {
                ids.Add(await PostAsync(story, $"Text {i}", Person));
                _seconds[ids[^1]] = _cluster.Time.GetUtcNow().ToUnixTimeSeconds();
                await PostAsync(story, $"Text {i} of somebody else", Other);
            }
        }

        return ids;
    }

    private Task KnowAsync(string person, long story) =>
        _cluster.Client.GetGrain<ICommenterGrain>(person).BeginAsync(new(story), SubmissionId.FromKey($"{person}/{story}"), null, TimeSpan.Zero);

    private async Task<CommentId> PostAsync(long story, string text, string person) =>
        Assert.IsType<CommentPosted>(await Thread(story).PostAsync(Posts.New(text, status: CommentStatus.Held, author: person, commenter: person))).Id;

    private Task DecideAsync(Decision decision, params CommentId[] ids) => Desk.DecideAsync(new([.. ids], decision, null, ""), Posts.Moderator);

    private async Task<List<CommentId>> FoundAsync(DeskQuery query)
    {
        var found = new List<CommentId>();
        do
        {
            var page = await ReadAsync(query);
            Assert.Equal(0, page.Unreachable);
            found.AddRange(page.Items.Select(item => item.Comment.View.Id));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return found;
    }

    private async Task<DeskPage> ReadAsync(DeskQuery query) => (await Desk.ReadAsync(query, Posts.Moderator))!;

    private ICommentThreadGrain Thread(long story) => _cluster.Client.GetGrain<ICommentThreadGrain>(story);

    private IModerationDeskGrain Desk => _cluster.Client.GetGrain<IModerationDeskGrain>(0);
}
