using System.Net;
using OrleansNews.Cluster;

namespace OrleansNews.Search;

public sealed class SearchLimitTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly StrictSite _site = new();

    [Fact]
    public async Task Searches_BeyondTheBound_AreRefusedWithRetryAfter()
    {
        using var browser = _site.NewBrowser();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(i == 1 ? "/api/search?q=a" : "/?s=a", Cancel)).StatusCode);

        foreach (var address in new[] { "/?s=a", "/page/2/?s=a", "/api/search?q=a" })
        {
            using var refused = await browser.GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        // Reading goes on, and so does the empty form.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/?s=", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Search_ThatFindsTheIndexBusy_Is503WithRetryAfter()
    {
        _site.Cluster.Calls.Instead = async context =>
        {
            await context.Invoke();
            if (context.InterfaceMethod.DeclaringType == typeof(ISearchGrain)) context.Result = new SearchBusy();
        };

        foreach (var address in new[] { "/?s=a", "/api/search?q=a" })
        {
            using var answer = await _site.NewBrowser().GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private sealed class StrictSite : NewsSite
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:SearchesPerMinute", "3")];
    }
}
