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
        Task<(CommentStatus Status, string? Cookie)> SendAsync(string text, string? cookie, string email = "ada@example.org") => this.SendAsync(story, text, cookie, email);
    }

    [Fact]
    public async Task Approval_TakenBack_HoldsTheNext_UntilItIsSeenAgain()
    {
        var (story, id, cookie) = await ApprovedAsync("cleo@example.org");
        var thread = Thread(story);
        var command = Guid.NewGuid();
        await thread.DecideAsync(Posts.Decide(Decision.Spam, id) with { Command = command });

        Assert.Equal(CommentStatus.Held, (await SendAsync(story, "While it is spam", cookie, "cleo@example.org")).Status);
        await thread.DecideAsync(Posts.Decide(default, id) with { Undoes = command });

        Assert.Equal(CommentStatus.Approved, (await SendAsync(story, "When it is back", cookie, "cleo@example.org")).Status);
    }

    [Fact]
    public async Task Approval_TakenBackUnderOneStory_HoldsTheNextUnderAnother()
    {
        var (story, id, cookie) = await ApprovedAsync("dora@example.org");
        var other = await site.PublishAsync(Stories.Harbour.Unique());

        await Thread(story).DecideAsync(Posts.Decide(Decision.Hold, id));

        var (status, _) = await SendAsync(other, "While it waits", cookie, "dora@example.org");
        Assert.Equal(CommentStatus.Held, status);
        // One that a moderator approves vouches, whatever became of the first.
        await ApproveAsync(other);
        Assert.Equal(CommentStatus.Approved, (await SendAsync(story, "By another", cookie, "dora@example.org")).Status);
    }

    [Fact]
    public async Task Comments_ApprovedByTheTrustInTheirBrowser_VouchForItToo_AsLongAsOneIsSeen()
    {
        var (story, first, cookie) = await ApprovedAsync("fay@example.org");
        var other = await site.PublishAsync(Stories.Harbour.Unique());
        Assert.Equal(CommentStatus.Approved, (await SendAsync(other, "While it is seen", cookie, "fay@example.org")).Status);
        await Thread(other).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        await Thread(story).DecideAsync(Posts.Decide(Decision.Trash, first));

        Assert.Equal(CommentStatus.Approved, (await SendAsync(story, "By the second", cookie, "fay@example.org")).Status);
        await Thread(story).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        foreach (var thread in new[] { Thread(story), Thread(other) })
            await thread.DecideAsync(Posts.Decide(Decision.Spam, [.. (await thread.FindByStatusAsync(CommentStatus.Approved, 0, 10, Posts.Moderator))!.Value]));

        Assert.Equal(CommentStatus.Held, (await SendAsync(other, "When none is seen", cookie, "fay@example.org")).Status);
    }

    [Fact]
    public async Task Approval_HeardOfAfterItWasTakenBack_MakesNobodyTrusted_UntilTheNext()
    {
        await site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (_, cookie) = await SendAsync(story, "The first", null, "edda@example.org");
        var thread = Thread(story);
        var id = (await thread.FindByStatusAsync(CommentStatus.Held, 0, 1, Posts.Moderator))!.Value.Single();
        var hearing = site.Cluster.Storage.Hold(StorageOperation.Write, "commenter");
        Assert.True((await thread.DecideAsync(Posts.Decide(Decision.Approve, id))).Done);
        await hearing.Reached;
        Assert.True((await thread.DecideAsync(Posts.Decide(Decision.Trash, id))).Done);
        hearing.Open();
        await thread.AsReference<IOutboxOwner>().DeliverOutboxAsync();

        Assert.Equal(CommentStatus.Held, (await SendAsync(story, "While it is in the trash", cookie, "edda@example.org")).Status);
        await thread.DecideAsync(Posts.Decide(Decision.Approve, id));
        await thread.AsReference<IOutboxOwner>().DeliverOutboxAsync();

        Assert.Equal(CommentStatus.Approved, (await SendAsync(story, "When it is back", cookie, "edda@example.org")).Status);
    }

    private async Task<(PublishedArticle Story, CommentId Id, string? Cookie)> ApprovedAsync(string email)
    {
        await site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (status, cookie) = await SendAsync(story, "The first", null, email);
        Assert.Equal(CommentStatus.Held, status);
        return (story, await ApproveAsync(story), cookie);
    }

    private async Task<CommentId> ApproveAsync(PublishedArticle story)
    {
        var thread = Thread(story);
        var id = (await thread.FindByStatusAsync(CommentStatus.Held, 0, 1, Posts.Moderator))!.Value.Single();
        Assert.True((await thread.DecideAsync(Posts.Decide(Decision.Approve, id))).Done);
        await thread.AsReference<IOutboxOwner>().DeliverOutboxAsync();
        return id;
    }

    private async Task<(CommentStatus Status, string? Cookie)> SendAsync(PublishedArticle story, string text, string? cookie, string email)
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
        return ((await Thread(story).ReadForModeratorsAsync([id], Posts.Moderator))!.Value.Single().View.Status, given.Split('=', 2)[1].Split(';')[0]);
    }

    private ICommentThreadGrain Thread(PublishedArticle story) => site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);

    private static IDataProtector Protector(IServiceProvider services, string purpose) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector(purpose);
}
