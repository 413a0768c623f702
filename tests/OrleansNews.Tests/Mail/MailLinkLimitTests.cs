using System.Net;
using OrleansNews.Cluster;

namespace OrleansNews.Mail;

/// <summary>Mail programs end mails from the few machines of their provider.</summary>
public sealed class MailLinkLimitTests(MailLinkLimitTests.NarrowSite site) : IClassFixture<MailLinkLimitTests.NarrowSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task OneClick_HasABoundOfItsOwn_AndTakesNothingFromThatOfComments()
    {
        using var program = new HttpClient { BaseAddress = site.Address };

        for (var i = 0; i < NarrowSite.Links; i++) Assert.Equal(HttpStatusCode.NotFound, (await EndAsync()).StatusCode);
        using var beyond = await EndAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, beyond.StatusCode);
        Assert.NotNull(beyond.Headers.RetryAfter);

        // What is only looked at is not counted, and a comment is.
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync("/mail?t=x", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await CommentAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await CommentAsync()).StatusCode);

        Task<HttpResponseMessage> EndAsync() => program.PostAsync("/mail?t=x", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);

        Task<HttpResponseMessage> CommentAsync() => program.PostAsync("/comments", new FormUrlEncodedContent([new("comment", "x"), new("comment_post_ID", "1")]), Cancel);
    }

    public sealed class NarrowSite : NewsSite
    {
        public const int Links = 5;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:WritesPerMinute", "1"), new("Limits:MailLinksPerMinute", $"{Links}")];
    }
}
