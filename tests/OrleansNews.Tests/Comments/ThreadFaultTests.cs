using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Moderation;

namespace OrleansNews.Comments;

/// <summary>A cluster whose threads roll, merge and store their index within a few comments.</summary>
public sealed class SmallThreadsCluster : IAsyncLifetime
{
    public NewsCluster News { get; } = new()
    {
        ConfigureSilo = silo => silo.Services.Configure<ThreadOptions>(options =>
        {
            options.TailBytes = 1024;
            options.SnapshotEvents = 100;
            options.CacheBytes = 64 * 1024;
        }),
    };

    public ValueTask InitializeAsync() => News.InitializeAsync();

    public ValueTask DisposeAsync() => News.DisposeAsync();
}

/// <summary>What a thread does when the store fails, when another activation owns it, and when stored bytes are lost.</summary>
public sealed class ThreadFaultTests(SmallThreadsCluster cluster) : IClassFixture<SmallThreadsCluster>
{
    private const string Head = "thread";

    private static int _articles = 3000;

    private readonly ArticleId _article = new(Interlocked.Increment(ref _articles));

    private NewsCluster News => cluster.News;

    private ICommentThreadGrain Thread => News.Client.GetGrain<ICommentThreadGrain>(_article.Value);

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

    [Fact]
    public async Task TwoActivations_EachAppend_OneWinsTheOtherEndsAndNothingIsLost()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two, by the other"))));

        // The grain knows nothing of it: its write loses, its caller tries again and meets a new activation.
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Three")))).IsTakenOver);
        await RetryAsync(Posts.New("Three"));
        Assert.Equal(["One", "Two, by the other", "Three"], await TextsAsync());

        // Now the other is the stale one.
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Four"))));
        Assert.True(other.HasEnded);
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Four"))))).IsTakenOver);
        await RetryAsync(Posts.New("Four"));
        Assert.Equal(["One", "Two, by the other", "Three", "Four"], await TextsAsync());
        var log = await Thread.ReadLogAsync(default, 100);
        Assert.Equal([1, 2, 3, 4], log.Items.Select(item => item.Sequence));
    }

    [Fact]
    public async Task TwoActivations_SameSubmissionToBoth_IsOneComment()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        await other.RunAsync(core => core.GetVersionAsync(default));
        var first = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Same")));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Same"))));
        await using var third = new SecondActivation(News, _article);
        var again = Assert.IsType<CommentPosted>(await third.RunAsync(core => core.PostAsync(Posts.New("Same"))));
        Assert.Equal((first.Id, true), (again.Id, again.Repeated));
        Assert.Equal(["One", "Same"], await TextsAsync());
    }

    [Fact]
    public async Task Thread_OfARestoredNewspaper_GoesOnInALaterEpoch_WithTheSameComments()
    {
        await PostAsync("One");
        var before = (await Thread.GetVersionAsync(default)).Position;
        await using var restored = new SecondActivation(News, _article, cluster: "restored");
        var after = (await restored.RunAsync(core => core.GetVersionAsync(default))).Position;
        Assert.True(after.Epoch > before.Epoch);
        Assert.Equal(before.Sequence, after.Sequence);
        var posted = Assert.IsType<CommentPosted>(await restored.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        Assert.Equal(after with { Sequence = after.Sequence + 1 }, posted.Position);
        Assert.True((await restored.RunAsync(core => core.ReadLogAsync(before, 10))).Reset);
    }

    [Fact]
    public async Task GetVersion_ReaderKnowsMore_StaleActivationLooksAgain()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        var posted = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        Assert.Equal(1, (await Thread.GetVersionAsync(default)).Total);
        Assert.Equal(2, (await Thread.GetVersionAsync(posted.Position)).Total);
        Assert.Equal(["One", "Two"], await TextsAsync());
    }

    // Nobody says what they know: readers of one front end are led to an activation that nobody writes to.
    [Fact]
    public async Task StaleActivation_ThatIsOnlyRead_LooksAgainByItself_AndEnds()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);
        await PostAsync("Two");
        Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);

        News.Time.Advance(TimeSpan.FromSeconds(5));
        await Waits.UntilAsync(async () => (await other.RunAsync(core => core.GetVersionAsync(default))).Total == 2, "The comment that was written elsewhere is never read.");
        Assert.True(other.HasEnded);
    }

    [Fact]
    public async Task OldActivation_WhoseStoreFails_AsksItOnceInFiveSeconds_AndReadersGoOn()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        await ReadThriceAsync();
        var asked = Asked();

        for (var looks = 1; looks <= 2; looks++)
        {
            News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
            News.Time.Advance(TimeSpan.FromSeconds(5));
            await ReadThriceAsync();
            Assert.Equal(asked + looks, Asked());
        }

        int Asked() => News.Storage.CountOf(StorageOperation.Read, Head, Thread.GetGrainId());

        async Task ReadThriceAsync()
        {
            for (var read = 0; read < 3; read++) Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);
        }
    }

    [Fact]
    public async Task Page_ReaderWroteElsewhere_ShowsItOrIsAFault_NeverAPageWithoutIt()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, _article);
        var posted = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        var query = new ThreadPageQuery { Page = 0, AtLeast = posted.Position };
        News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.ReadPageAsync(query));
        Assert.Equal(["One", "Two"], (await Thread.ReadPageAsync(query)).Items.Select(item => item.Text));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.ReadPageAsync(query with { AtLeast = posted.Position with { Sequence = posted.Position.Sequence + 1 } }));
        Assert.Equal(2, (await Thread.ReadPageAsync(query with { AtLeast = posted.Position with { Epoch = posted.Position.Epoch - 1, Sequence = 99 } })).Total);
    }

    [Fact]
    public async Task Block_IsLost_CommentsAreDamagedNeverMissingAndPostingGoesOn()
    {
        for (var i = 0; i < 40; i++) await PostAsync($"Text {i} {new string('x', 200)}");
        // The next activation is open when the last one has ended, and merges nothing before a post: the blocks stay as the head names them.
        await Thread.DeactivateAsync();
        await Thread.GetVersionAsync(default);
        var store = StoreOf(News, _article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        await store.DeleteAsync(head.Blocks[0].Name);
        await Thread.DeactivateAsync();
        var page = await Thread.ReadPageAsync(new ThreadPageQuery { Limit = 100 });
        Assert.Equal((40, 40), (page.Total, page.Items.Length));
        Assert.Equal(head.Blocks[0].Count, page.Items.Count(item => item.Damaged));
        Assert.All(page.Items.Where(item => item.Damaged), item => Assert.Equal(("", ""), (item.Text, item.Author)));
        Assert.All(page.Items.Where(item => !item.Damaged), item => Assert.StartsWith("Text ", item.Text));
        await PostAsync("Goes on");
        Assert.Equal(41, (await Thread.GetVersionAsync(default)).Total);
        var again = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New($"Text 39 {new string('x', 200)}")));
        Assert.True(again.Repeated);
    }

    [Fact]
    public async Task Deactivation_WhileBlocksAreMerged_NextActivationMeetsNoLateWrite()
    {
        var other = News.Client.GetGrain<ICommentThreadGrain>(Interlocked.Increment(ref _articles));
        await other.FindByCommenterAsync("somebody");
        var merging = News.Storage.Hold(StorageOperation.Read, Head + "-block"); // Only merging reads blocks of what was just posted.
        while (!merging.Reached.IsCompleted) await PostAsync($"Text {Guid.NewGuid()} {new string('x', 200)}");
        var opening = News.Storage.Hold(StorageOperation.Read, Head);
        opening.Open();
        await Thread.DeactivateAsync();
        var next = Thread.FindAsync(CommentId.Native(_article, 1), 50);
        for (var i = 0; i < 100; i++) await other.FindByCommenterAsync("somebody"); // Calls enough for the next activation to have opened.
        Assert.False(opening.Reached.IsCompleted, "The next activation opened while this one still merged.");
        merging.Open();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Block_IsSpoiledBehindTheStoredIndex_CommentKeepsItsPlaceAndSaysSo()
    {
        for (var i = 0; i < 130; i++) await PostAsync($"Text {i} {new string('x', 200)}");
        var store = StoreOf(News, _article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        while (head.Snapshot is null)
        {
            await PostAsync($"More {Guid.NewGuid()}");
            head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        }

        // The next activation is open when the last one has ended, and merges nothing before a post: the blocks stay as the head names them.
        await Thread.DeactivateAsync();
        await Thread.GetVersionAsync(default);
        head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        await store.DeleteAsync(head.Blocks[0].Name);
        await store.CreateAsync(head.Blocks[0].Name, "{\"spoiled\":true}"u8.ToArray());
        var first = await Thread.FindAsync(CommentId.Native(_article, 1), 50);
        Assert.Equal((CommentStatus.Approved, true, 1), (first!.Status, first.View.Damaged, first.Page));
        var newest = (await Thread.ReadPageAsync(new ThreadPageQuery { Page = 0 })).Items;
        Assert.NotEmpty(newest);
        Assert.DoesNotContain(newest, item => item.Damaged && item.Id.Number > head.Blocks[0].Count);
    }

    [Fact]
    public async Task Snapshot_IsLost_IndexIsMadeAnewFromTheLog()
    {
        for (var i = 0; i < 130; i++) await PostAsync($"Text {i}");
        var store = StoreOf(News, _article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        if (head.Snapshot is { } snapshot) await store.DeleteAsync(snapshot.Name);
        await Thread.DeactivateAsync();
        Assert.Equal(130, (await TextsAsync()).Count);
        Assert.True(Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Text 3"))).Repeated);
    }

    private async Task PostAsync(string text) => Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New(text)));

    private async Task RetryAsync(PostComment post)
    {
        while (true)
        {
            try
            {
                Assert.IsType<CommentPosted>(await Thread.PostAsync(post));
                return;
            }
            catch (ThreadUnavailableException)
            {
                await Task.Yield(); // The activation that lost has not ended yet.
            }
        }
    }

    private async Task<List<string>> TextsAsync()
    {
        var texts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Thread.ReadPageAsync(new ThreadPageQuery { Limit = 100, Cursor = cursor });
            texts.AddRange(page.Items.Select(item => item.Text));
            cursor = page.Next;
        }
        while (cursor is not null);
        return texts;
    }

    private static GrainLogStore StoreOf(NewsCluster news, ArticleId article) => new(
        news.SiloServices.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME),
        pairs: null,
        news.Client.GetGrain<ICommentThreadGrain>(article.Value).GetGrainId(),
        Head);

    /// <summary>A second activation of the thread, made on purpose: over the same stored state, on a scheduler of its own.</summary>
    private sealed class SecondActivation : IThreadOutlets, IAsyncDisposable
    {
        private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        private readonly ThreadCore _core;

        public SecondActivation(NewsCluster news, ArticleId article, string? cluster = null)
        {
            var options = news.SiloServices.GetRequiredService<IOptions<ThreadOptions>>().Value;
            cluster ??= news.SiloServices.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;
            _core = new(article, StoreOf(news, article), options, options.ToLogOptions(cluster), news.Time, new Random(1), this, news.SiloServices.GetRequiredService<ThreadInstruments>(), NullLogger.Instance);
        }

        public bool HasEnded { get; private set; }

        public DateTimeOffset? OldestRunningBackup => null;

        public Task<T> RunAsync<T>(Func<ThreadCore, Task<T>> call) =>
            Task.Factory.StartNew(() => call(_core), CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

        public void Moved(ThreadVersion version)
        {
            // Nobody watches it.
        }

        public void Fenced() => HasEnded = true;

        public Task ReportLatestAsync(ThreadPosition position, System.Collections.Immutable.ImmutableArray<CommentView> newest, double heat, bool onlyAdds) => Task.CompletedTask;

        public Task<long> RegisterOutboxAsync() => Task.FromResult(1L);

        public Task CompleteOutboxAsync(long registration) => Task.CompletedTask;

        public Task RecordApprovalAsync(string commenter, BrowserId browser, CommentId comment) => Task.CompletedTask;

        public Task<bool> ReportQueuesAsync(QueueReport report) => Task.FromResult(true);

        public Task ReportLogAsync(System.Collections.Immutable.ImmutableArray<LogEntry> entries) => Task.CompletedTask;

        public bool Mails(Mail.CommentNews news) => false;

        public Task ReportMailAsync(System.Collections.Immutable.ImmutableArray<Mail.CommentNotice> notices) => Task.CompletedTask;

        public Task<IDisposable> TakeMergeTurnAsync(CancellationToken given) => new MergeTurns().TakeAsync(given);

        public Task<ShardVotes> GetVotesAsync(int shard, long afterVersion) => Task.FromResult(new ShardVotes(0, []));

        public ValueTask DisposeAsync()
        {
            _core.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
