using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

/// <summary>The cookie that makes somebody trusted whose comment was approved once: nobody but this newspaper can make one.</summary>
public sealed class TrustCookieTests(NewsSite site) : IClassFixture<NewsSite>
{
    private const string Purpose = "OrleansNews.Comments.Browser.v1";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookie_OfTheBrowserThatWasApproved_IsTrusted_AndNoneThatSomebodyMade()
    {
        await site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var (first, cookie) = await SendAsync("The first", cookie: null);
        Assert.Equal(CommentStatus.Held, first);
        var id = (await thread.FindByStatusAsync(CommentStatus.Held, 0, 1, Posts.Moderator))!.Value.Single();
        Assert.True((await thread.DecideAsync(Posts.Decide(Decision.Approve, id))).Done);
        await thread.AsReference<IOutboxOwner>().DeliverOutboxAsync();

        var browser = Protector(site.Services, Purpose).Unprotect(cookie!);
        var forged = new Dictionary<string, string>
        {
            ["without a signature"] = browser,
            ["with one letter changed"] = cookie![..^2] + (cookie[^2] == 'A' ? 'B' : 'A') + cookie[^1],
            ["cut short"] = cookie[..(cookie.Length / 2)],
            ["of another newspaper"] = new EphemeralDataProtectionProvider().CreateProtector(Purpose).Protect(browser),
            ["signed for something else"] = Protector(site.Services, PreviewToken.Purpose).Protect(browser),
            ["of nobody"] = Protector(site.Services, Purpose).Protect("everybody"),
            ["endless"] = new string('A', 4_000),
        };
        foreach (var (what, made) in forged)
            Assert.True((await SendAsync($"By a cookie {what}", made)).Status == CommentStatus.Held, $"A cookie {what} is trusted.");
        Assert.Equal(CommentStatus.Held, (await SendAsync("By somebody who sends none", null)).Status);
        // The cookie names a browser, and what it was approved as: no one else is known by it.
        Assert.Equal(CommentStatus.Held, (await SendAsync("As somebody else", cookie, "bea@example.org")).Status);

        Assert.Equal(CommentStatus.Approved, (await SendAsync("The second", cookie)).Status);

        async Task<(CommentStatus Status, string? Cookie)> SendAsync(string text, string? cookie, string email = "ada@example.org")
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.Address };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/comments")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["author"] = "Ada", ["email"] = email, ["comment"] = text, ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = "0",
                }),
            };
            if (cookie is not null) request.Headers.Add("Cookie", $"{BrowserIdentity.CookieName}={cookie}");
            using var answer = await client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.True(CommentId.TryParse(answer.Headers.Location!.ToString().Split("#comment-")[1], out var id));
            var given = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith(BrowserIdentity.CookieName, StringComparison.Ordinal));
            return ((await thread.ReadForModeratorsAsync([id], Posts.Moderator))!.Value.Single().View.Status, given.Split('=', 2)[1].Split(';')[0]);
        }
    }

    private static IDataProtector Protector(IServiceProvider services, string purpose) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);
}
