using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>How long a page stays that may show what was hidden, and that cannot be made anew.</summary>
public sealed class SuspectedPagesTests : IClassFixture<NewsCluster>, IDisposable
{
    private const string Path = "/2026/11/22/harbour/";
    private static readonly ArticleId Article = new(7);
    private static readonly TimeSpan DeadSiloIsFoundOut = TimeSpan.FromSeconds(15);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-suspected-");
    private readonly FakeTimeProvider _time = new();
    private readonly Meters _meters = new();
    private readonly NewsCluster _cluster;
    private readonly PageCopies _copies;
    private readonly PageCache _cache;
    private readonly PageFollower _follower;
    private readonly OnePage _story = new();
    private ThreadChanges _changes = new([], 1, Reset: true);

    public SuspectedPagesTests(NewsCluster cluster)
    {
        _cluster = cluster;
        _cluster.Calls.Instead = context =>
        {
            context.Result = _changes;
            return Task.CompletedTask;
        };
        var options = Options.Create(new ReadOptions { CopyFolder = _folder.FullName });
        var instruments = new PageInstruments(_meters);
        var fragments = new PageFragments([], options, _time);
        _copies = new(options, Options.Create(new ClusterOptions()), _time, NullLogger<PageCopies>.Instance);
        _cache = new(fragments, _copies, instruments, options, _time);
        _follower = new(cluster.Client, _cache, _copies, fragments, instruments, new(), [_story], options, _time, _time, NullLogger<PageFollower>.Instance);
    }

    [Fact]
    public async Task Page_UnderWhichSomethingWasHidden_IsGivenUpWhenADeadSiloWouldHaveBeenFoundOut()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await PassAsync(new([Article], 2, Reset: false));
        Assert.True(await IsHeldAsync());

        _time.Advance(DeadSiloIsFoundOut - TimeSpan.FromMilliseconds(1));
        await PassAsync(new([], 2, Reset: false));
        Assert.True(await IsHeldAsync());

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await PassAsync(new([], 2, Reset: false));
        Assert.Null(_cache.Find(Path));
        Assert.Null(await _copies.FindAsync(Path));
    }

    [Fact]
    public async Task Page_ThatLacksNothingButAComment_StaysForAsLongAsItsStoryIsSilent()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await PassAsync(new([Article], 2, Reset: false, Added: [Article]));

        for (var minute = 1; minute <= 10; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await PassAsync(new([Article], 2 + minute, Reset: false, Added: [Article]));
            Assert.True(await IsHeldAsync());
        }
    }

    /// <summary>What was added later says nothing of what was hidden before.</summary>
    [Fact]
    public async Task Page_UnderWhichSomethingWasHidden_IsNotKeptByACommentThatIsAddedMeanwhile()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await PassAsync(new([Article], 2, Reset: false));

        _time.Advance(DeadSiloIsFoundOut);
        await PassAsync(new([Article], 3, Reset: false, Added: [Article]));

        Assert.Null(_cache.Find(Path));
        Assert.Null(await _copies.FindAsync(Path));
    }

    [Fact]
    public async Task Story_ThatAnswersAgain_IsSuspectedAnew_AndNotSinceThen()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await PassAsync(new([Article], 2, Reset: false));
        _time.Advance(TimeSpan.FromSeconds(10));
        _story.IsSilent = false;
        await PassAsync(new([], 2, Reset: false));

        _story.IsSilent = true;
        _time.Advance(TimeSpan.FromSeconds(10));
        await PassAsync(new([Article], 3, Reset: false));
        Assert.True(await IsHeldAsync());
        _time.Advance(DeadSiloIsFoundOut);
        await PassAsync(new([], 3, Reset: false));
        Assert.Null(_cache.Find(Path));
    }

    // The cluster answers, but slowly: readers wait for what they are not to see any more, and for nothing else.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reader_WhoseStoryAnswersSlowly_WaitsForThePageWhereSomethingWasHidden(bool isHidden)
    {
        await HoldAsync();
        var page = _cache.Find(Path)!;
        var answer = _story.AnswerSlowly();
        if (!isHidden)
        {
            await PassAsync(new([Article], 2, Reset: false, Added: [Article]));
            _time.Advance(GrownStories.FollowEvery);
        }

        var passing = PassAsync(isHidden ? new([Article], 2, Reset: false) : new([], 2, Reset: false));
        await answer.Reached;
        _time.Advance(TimeSpan.FromMilliseconds(250));
        var reading = _cache.CheckAsync(page).AsTask();

        if (isHidden) Assert.False(reading.IsCompleted);
        else Assert.NotNull((await reading)!.Value.Age);
        answer.Open();
        if (isHidden) Assert.Null((await reading)!.Value.Age);
        await passing;
    }

    [Fact]
    public async Task Reader_OfAPageUnderWhichSomethingWasHidden_WaitsForNoMoreThanTwoSeconds()
    {
        await HoldAsync();
        var page = _cache.Find(Path)!;
        var answer = _story.AnswerSlowly();
        var passing = PassAsync(new([Article], 2, Reset: false));
        await answer.Reached;
        var reading = _cache.CheckAsync(page).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull((await reading)!.Value.Age);
        answer.Open();
        await passing;
    }

    public void Dispose()
    {
        _cluster.Calls.Instead = null;
        _follower.Dispose();
        _cache.Dispose();
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    // In memory and on disk.
    private async Task HoldAsync()
    {
        await PassAsync(_changes);
        await _cache.GetAsync(Path, _story.Source);
        Assert.True(await IsHeldAsync());
    }

    private async Task PassAsync(ThreadChanges changes)
    {
        _changes = changes;
        await _follower.TryPassAsync(TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsHeldAsync() => _cache.Find(Path) is not null && await _copies.FindAsync(Path) is not null;

    private sealed class OnePage : IWarmPages
    {
        private bool _isListed;
        private StorageGate? _slow;

        public OnePage() => Source = new StorySource(this);

        public IPageSource Source { get; }

        public bool IsSilent { get; set; }

        /// <summary>Lets answers wait until the gate is opened.</summary>
        public StorageGate AnswerSlowly() => _slow = new();

        public Task<IReadOnlyList<WarmPage>?> ReadAsync() => Task.FromResult<IReadOnlyList<WarmPage>?>(Interlocked.Exchange(ref _isListed, true) ? null : [new(Path, SuspectedPagesTests.Article, 1, Source)]);

        private sealed class StorySource(OnePage page) : IPageSource
        {
            public ArticleId? Article => SuspectedPagesTests.Article;

            public async Task<PageAnswer> ReadAsync(PageEdition? known)
            {
                if (page.IsSilent) throw new TimeoutException();
                if (page._slow is { } slow) await slow.PassAsync();
                return new PageEdition(new("build", 1, 1, 1), new(PageBody.Parse(Encoding.UTF8.GetBytes("A story."), new([])), new([])));
            }
        }
    }
}
