using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>What happens to pages between the source that makes them and the request that wants them.</summary>
public sealed class PageCacheTests : IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Meters _meters = new();
    private readonly PageCache _cache;

    public PageCacheTests() => _cache = New(1 << 20);

    public void Dispose()
    {
        _cache.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Misses_OfOnePageAtOnce_AreOneRender()
    {
        var source = new Source();
        var waiting = Enumerable.Range(0, 50).Select(_ => _cache.GetAsync("/a/", source)).ToArray();
        source.Answer(Page("one"));
        var answers = await Task.WhenAll(waiting);

        Assert.Equal(1, source.Reads);
        Assert.All(answers, answer => Assert.Same(answers[0].Served!.Value.Finished, answer.Served!.Value.Finished));
        Assert.NotNull(_cache.FindFresh(_cache.Find("/a/")!));
    }

    [Fact]
    public async Task Page_ThatIsOld_IsServedAfterACheckThatFindsItUnchanged()
    {
        var page = await FirstAsync("/a/", out var source);
        _time.Advance(Old);
        Assert.Null(_cache.FindFresh(page));
        var checking = _cache.CheckAsync(page).AsTask();
        source.Answer(page.LastKnown!);

        Assert.Null((await checking)!.Value.Age);
        Assert.NotNull(_cache.FindFresh(page));
        Assert.Equal(2, source.Reads);
    }

    [Fact]
    public async Task Page_OfAClusterThatIsSilent_IsServedWithItsAge_UntilItIsTooOld()
    {
        var page = await FirstAsync("/a/", out var source);
        _time.Advance(TimeSpan.FromMinutes(59));
        var failing = _cache.CheckAsync(page).AsTask();
        source.Fail();
        Assert.Equal(TimeSpan.FromMinutes(59), (await failing)!.Value.Age);

        _time.Advance(TimeSpan.FromMinutes(2));
        var late = _cache.CheckAsync(page).AsTask();
        source.Fail();
        Assert.Null(await late);
    }

    [Fact]
    public async Task Page_ThatIsWithdrawn_IsGoneFromMemory_AndItsRefusalIsRemembered()
    {
        var page = await FirstAsync("/a/", out var source);
        _time.Advance(Old);
        var checking = _cache.CheckAsync(page).AsTask();
        source.Answer(new PageMissing(410));

        Assert.Null(await checking);
        Assert.Null(_cache.Find("/a/"));
        Assert.Equal(0, _cache.Weight);
        Assert.Equal(new PageMissing(410), (await _cache.GetAsync("/a/", source)).Answer);
        Assert.Equal(2, source.Reads);
    }

    [Fact]
    public async Task Addresses_ThatLeadNowhere_TakeNoRoomFromPages()
    {
        await FirstAsync("/a/", out _);
        var weight = _cache.Weight;
        for (var i = 0; i < 1_000; i++)
        {
            var source = new Source();
            var asking = _cache.GetAsync($"/{i}/", source);
            source.Answer(new PageMissing(404));
            Assert.Null((await asking).Served);
        }

        Assert.Equal(weight, _cache.Weight);
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public async Task Pages_OfMoreBytesThanThereIsRoomFor_AreServedAndForgotten()
    {
        using var small = New(10_000);
        for (var i = 0; i < 100; i++)
        {
            var source = new Source();
            var asking = small.GetAsync(i.ToString(CultureInfo.InvariantCulture), source);
            source.Answer(Page(new string('x', 3_000)));
            Assert.NotNull((await asking).Served);
            Assert.InRange(small.Weight, 0, 10_000);
        }
    }

    private PageCache New(long bytes)
    {
        var options = Options.Create(new ReadOptions { CacheBytes = bytes, FreshFor = Old, MaxStale = TimeSpan.FromHours(1) });
        return new(new([], options, _time), new(options, Options.Create(new ClusterOptions()), _time, NullLogger<PageCopies>.Instance), new(_meters), options, _time);
    }

    private static PageEdition Page(string text) => new(new("build", 1, 1, 1), new(PageBody.Parse(Encoding.UTF8.GetBytes(text), new([])), new([])));

    private Task<CachedPage> FirstAsync(string path, out Source source)
    {
        var made = source = new Source();
        return ReadAsync();

        async Task<CachedPage> ReadAsync()
        {
            var asking = _cache.GetAsync(path, made);
            made.Answer(Page("first"));
            await asking;
            Assert.Equal("first", Encoding.UTF8.GetString(_cache.FindFresh(_cache.Find(path)!)!.Identity.Bytes));
            return _cache.Find(path)!;
        }
    }

    private sealed class Source : IPageSource
    {
        private readonly SemaphoreSlim _answered = new(0);
        private Func<PageAnswer> _next = () => throw new InvalidOperationException();
        private int _reads;

        public ArticleId? Article => null;

        public int Reads => _reads;

        public async Task<PageAnswer> ReadAsync(PageEdition? known)
        {
            Interlocked.Increment(ref _reads);
            await _answered.WaitAsync();
            return _next();
        }

        public void Answer(PageAnswer answer)
        {
            _next = () => answer;
            _answered.Release();
        }

        public void Fail()
        {
            _next = () => throw new TimeoutException();
            _answered.Release();
        }
    }
}
