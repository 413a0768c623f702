using System.Text;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Cluster;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>When readers are sent to a front end that was just started: not before it can serve them without its cluster, and not only when it can.</summary>
public sealed class WarmUpTests(CopyingSite site) : IClassFixture<CopyingSite>, IAsyncDisposable
{
    private const string Path = "/story/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-warm-");
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ApplicationLifetime _process = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly FakeTimeProvider _time = new();
    private readonly WarmUp _warmUp = new();
    private readonly Meters _meters = new();
    private PageFollower? _follower;

    [Fact]
    public async Task FrontEnd_IsReadyWhenItsCopiesAreMade()
    {
        var readiness = Started();
        var story = new HeldStory();
        var copies = await FollowAsync(story);
        await story.Asked.Task.WaitAsync(_patience.Token);
        Assert.False(readiness.IsReady);

        story.Answer.SetResult(new PageEdition(new("build", 1, 1, 1), new(PageBody.Parse(Encoding.UTF8.GetBytes("News."), new([])), new([]))));

        while (!readiness.IsReady) await Task.Delay(20, _patience.Token);
        Assert.NotNull(await copies.FindAsync(Path));
        _process.StopApplication();
        Assert.False(readiness.IsReady);
    }

    [Fact]
    public async Task FrontEnd_WhoseClusterIsSilent_IsReadyWithWhatItHas()
    {
        var readiness = Started();
        var story = new HeldStory();
        story.Answer.SetException(new TimeoutException());
        await FollowAsync(story);
        await story.Asked.Task.WaitAsync(_patience.Token);
        Assert.False(readiness.IsReady);

        while (!readiness.IsReady)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, _patience.Token);
        }
    }

    [Fact]
    public async Task FrontEnd_WhoseClusterNeverAnswers_IsReadyAfterTenSeconds()
    {
        var readiness = Started();
        var story = new HeldStory();
        await FollowAsync(story);
        await story.Asked.Task.WaitAsync(_patience.Token);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(readiness.IsReady);

        _time.Advance(TimeSpan.FromSeconds(1));

        while (!readiness.IsReady) await Task.Delay(20, _patience.Token);
        story.Answer.SetException(new TimeoutException());
    }

    [Fact]
    public void Silo_WaitsForNoCopies()
    {
        _process.NotifyStarted();
        Assert.True(new Readiness(_process).IsReady);
    }

    public async ValueTask DisposeAsync()
    {
        if (_follower is not null) await _follower.StopAsync(default);
        _follower?.Dispose();
        _patience.Dispose();
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    private Readiness Started()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        _process.NotifyStarted();
        return new(_process, _warmUp);
    }

    private async Task<PageCopies> FollowAsync(HeldStory story)
    {
        var options = Options.Create(new ReadOptions { CopyFolder = _folder.FullName });
        var copies = new PageCopies(options, Options.Create(new Orleans.Configuration.ClusterOptions()), site.Cluster.Time, NullLogger<PageCopies>.Instance);
        var instruments = new PageInstruments(_meters);
        var fragments = new PageFragments([], options, TimeProvider.System);
        _follower = new(
            site.Cluster.Client, new(fragments, copies, instruments, options, TimeProvider.System), copies, fragments, instruments, _warmUp, [story], options, _time, site.Cluster.Time,
            NullLogger<PageFollower>.Instance);
        await _follower.StartAsync(_patience.Token);
        return copies;
    }

    /// <summary>One wanted page, whose story answers when the test says so.</summary>
    private sealed class HeldStory : IWarmPages, IPageSource
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<PageAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ArticleId? Article => null;

        public Task<IReadOnlyList<WarmPage>?> ReadAsync() => Task.FromResult<IReadOnlyList<WarmPage>?>([new(Path, null, 1, this)]);

        public Task<PageAnswer> ReadAsync(PageEdition? known)
        {
            Asked.TrySetResult();
            return Answer.Task;
        }
    }
}
