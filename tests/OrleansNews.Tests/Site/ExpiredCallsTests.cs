using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>A silo that does not find out in time where a grain is gives the call up, and says so as if somebody had called it off: that is no fault of the program.</summary>
public sealed class ExpiredCallsTests : IAsyncLifetime
{
    private const string Submits = "ICommentIntakeGrain.SubmitAsync", Finds = "IPermalinkGrain.FindAsync";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly NewsSite _site;
    private PublishedArticle _story = null!;
    private string? _givesUp;
    private int _asked;
    private int _times = int.MaxValue;

    public ExpiredCallsTests() => _site = new()
    {
        Cluster = new()
        {
            ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(call =>
            {
                if ($"{call.InterfaceMethod.DeclaringType!.Name}.{call.InterfaceMethod.Name}" != _givesUp || Interlocked.Increment(ref _asked) > _times) return call.Invoke();
                throw new OperationCanceledException("Message expired before placement could complete for grain some/1.");
            }),
        },
    };

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _story = await _site.PublishAsync(Stories.Harbour.Unique());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Comment_WhoseCallIsGivenUp_IsAskedForAgainLater_WithWhatWasTyped()
    {
        _givesUp = Submits;

        using var browser = _site.NewBrowser();
        using var answer = await SendAsync(browser);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Half an hour of work.</textarea>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Comment_WhoseCallIsGivenUpOnce_IsStored()
    {
        (_givesUp, _times) = (Submits, 1);

        using var browser = _site.NewBrowser();
        using var answer = await SendAsync(browser);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(2, _asked);
        Assert.Contains("Half an hour of work.", await browser.GetStringAsync(_story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhoseCallIsGivenUp_IsToBeAskedForLater()
    {
        _givesUp = Finds;

        using var browser = _site.NewBrowser();
        using var answer = await browser.GetAsync(_story.Path, Cancel);

        Assert.True(_asked > 0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient browser) => browser.PostAsync("/comments", new FormUrlEncodedContent(
        [new("comment_post_ID", _story.Id.ToString()), new("author", "Ada"), new("email", "ada@example.org"), new("comment", "Half an hour of work.")]), Cancel);
}
