using System.Text;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>How long a page stays that may show what was hidden, and that cannot be made anew.</summary>
public sealed class SuspectedPagesTests : IClassFixture<NewsCluster>, IDisposable
{
    private const string Path = "/2026/11/22/harbour/";
    private static readonly ArticleId Article = new(7);
    private static readonly TimeSpan DeadSiloIsFoundOut = TimeSpan.FromSeconds(15);

    private readonly OnePage _story = new();
    private readonly FollowedCopies _followed;

    public SuspectedPagesTests(NewsCluster cluster) => _followed = new(cluster, _story);

    [Fact]
    public async Task Page_UnderWhichSomethingWasHidden_IsGivenUpWhenADeadSiloWouldHaveBeenFoundOut()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await _followed.PassAsync(new([Article], 2, Reset: false));
        Assert.True(await IsHeldAsync());

        _followed.Time.Advance(DeadSiloIsFoundOut - TimeSpan.FromMilliseconds(1));
        await _followed.PassAsync(new([], 2, Reset: false));
        Assert.True(await IsHeldAsync());

        _followed.Time.Advance(TimeSpan.FromMilliseconds(1));
        await _followed.PassAsync(new([], 2, Reset: false));
        Assert.Null(_followed.Cache.Find(Path));
        Assert.Null(await _followed.Copies.FindAsync(Path));
    }

    [Fact]
    public async Task Page_ThatLacksNothingButAComment_StaysForAsLongAsItsStoryIsSilent()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await _followed.PassAsync(new([Article], 2, Reset: false, Added: [Article]));

        for (var minute = 1; minute <= 10; minute++)
        {
            _followed.Time.Advance(TimeSpan.FromMinutes(1));
            await _followed.PassAsync(new([Article], 2 + minute, Reset: false, Added: [Article]));
            Assert.True(await IsHeldAsync());
        }
    }

    /// <summary>What was added later says nothing of what was hidden before.</summary>
    [Fact]
    public async Task Page_UnderWhichSomethingWasHidden_IsNotKeptByACommentThatIsAddedMeanwhile()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await _followed.PassAsync(new([Article], 2, Reset: false));

        _followed.Time.Advance(DeadSiloIsFoundOut);
        await _followed.PassAsync(new([Article], 3, Reset: false, Added: [Article]));

        Assert.Null(_followed.Cache.Find(Path));
        Assert.Null(await _followed.Copies.FindAsync(Path));
    }

    [Fact]
    public async Task Story_ThatAnswersAgain_IsSuspectedAnew_AndNotSinceThen()
    {
        await HoldAsync();
        _story.IsSilent = true;
        await _followed.PassAsync(new([Article], 2, Reset: false));
        _followed.Time.Advance(TimeSpan.FromSeconds(10));
        _story.IsSilent = false;
        await _followed.PassAsync(new([], 2, Reset: false));

        _story.IsSilent = true;
        _followed.Time.Advance(TimeSpan.FromSeconds(10));
        await _followed.PassAsync(new([Article], 3, Reset: false));
        Assert.True(await IsHeldAsync());
        _followed.Time.Advance(DeadSiloIsFoundOut);
        await _followed.PassAsync(new([], 3, Reset: false));
        Assert.Null(_followed.Cache.Find(Path));
    }

    // The cluster answers, but slowly: readers wait for what they are not to see any more, and for nothing else.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reader_WhoseStoryAnswersSlowly_WaitsForThePageWhereSomethingWasHidden(bool isHidden)
    {
        await HoldAsync();
        var page = _followed.Cache.Find(Path)!;
        var answer = _story.AnswerSlowly();
        if (!isHidden)
        {
            await _followed.PassAsync(new([Article], 2, Reset: false, Added: [Article]));
            _followed.Time.Advance(GrownStories.FollowEvery);
        }

        var passing = _followed.PassAsync(isHidden ? new([Article], 2, Reset: false) : new([], 2, Reset: false));
        await answer.Reached;
        _followed.Time.Advance(TimeSpan.FromMilliseconds(250));
        var reading = _followed.Cache.CheckAsync(page).AsTask();

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
        var page = _followed.Cache.Find(Path)!;
        var answer = _story.AnswerSlowly();
        var passing = _followed.PassAsync(new([Article], 2, Reset: false));
        await answer.Reached;
        var reading = _followed.Cache.CheckAsync(page).AsTask();
        _followed.Time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(reading.IsCompleted);
        _followed.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull((await reading)!.Value.Age);
        answer.Open();
        await passing;
    }

    public void Dispose() => _followed.Dispose();

    // In memory and on disk.
    private async Task HoldAsync()
    {
        await _followed.BeginAsync();
        await _followed.Cache.GetAsync(Path, _story.Source);
        Assert.True(await IsHeldAsync());
    }

    private async Task<bool> IsHeldAsync() => _followed.Cache.Find(Path) is not null && await _followed.Copies.FindAsync(Path) is not null;

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
