using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>Whose limits a request counts against behind a proxy. The setting is ASPNETCORE_FORWARDEDHEADERS_ENABLED, which the host reads without its prefix.</summary>
public sealed class ForwardedAddressTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addresses_ThatAProxyForwards_HaveLimitsOfTheirOwn()
    {
        await using var site = new ProxiedSite(new KeyValuePair<string, string?>("FORWARDEDHEADERS_ENABLED", "true"));
        await site.InitializeAsync();

        Assert.Equal(HttpStatusCode.SeeOther, await VoteAsync(site, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await VoteAsync(site, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.SeeOther, await VoteAsync(site, "203.0.113.2"));
        // What a reader puts there itself stands before what the proxy adds.
        Assert.Equal(HttpStatusCode.TooManyRequests, await VoteAsync(site, "198.51.100.7, 203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await VoteAsync(site, "198.51.100.8, 203.0.113.2"));
    }

    [Fact]
    public async Task Addresses_ThatAProxyForwardsWhoIsNamed_HaveLimitsOfTheirOwn()
    {
        await using var site = new ProxiedSite(new KeyValuePair<string, string?>("Proxy:Trusted:0", "127.0.0.0/8"));
        await site.InitializeAsync();

        Assert.Equal(HttpStatusCode.SeeOther, await VoteAsync(site, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.SeeOther, await VoteAsync(site, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await VoteAsync(site, "198.51.100.7, 203.0.113.1"));
    }

    [Fact]
    public async Task Addresses_ThatNobodyWasToldToBelieve_AreIgnored()
    {
        await using var site = new ProxiedSite();
        await site.InitializeAsync();

        Assert.Equal(HttpStatusCode.SeeOther, await VoteAsync(site, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await VoteAsync(site, "203.0.113.2"));
    }

    private static async Task<HttpStatusCode> VoteAsync(NewsSite site, string forwarded)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = await site.CommentAsync(story, "Ada", "Vote for me.");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/comments/{comment.Id}/vote") { Content = new FormUrlEncodedContent([new("vote", "up")]) };
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await site.NewBrowser().SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private sealed class ProxiedSite(params KeyValuePair<string, string?>[] more) : NewsSite
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:WritesPerMinute", "1"), .. more];
    }
}
