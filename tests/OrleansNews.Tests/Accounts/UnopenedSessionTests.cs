using System.Net;
using System.Net.Http.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Accounts;

/// <summary>Staff at a front end that has just started and cannot read the keys of cookies yet, as beside silos that leave; everything else answers.</summary>
public sealed class UnopenedSessionTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_WhoseCookieCannotBeOpened_AreAskedToComeBack_NotToSignIn_AndNotTakenForStrangers()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var edith = await site.SignedInAsync("edith");
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        site.Cluster.Calls.Instead = call =>
            ClientCalls.NameOf(call) == "IDataProtectionKeysGrain.ReadAsync" ? throw new TimeoutException("The keys did not answer.") : call.Invoke();
        var other = await site.StartAnotherFrontEndAsync();

        using var newsroom = await edith.GetAsync(new Uri(other, "/newsroom"), Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (newsroom.StatusCode, newsroom.Headers.RetryAfter is not null));
        using var comment = await PostAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, comment.StatusCode);
        Assert.Equal(0, (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadPageAsync(new() { Page = 1 })).Total);
        // Who needs no session is not held up, with a cookie or without one, and who has none is led to the login page.
        using var front = await edith.GetAsync(other, Cancel);
        Assert.Equal(HttpStatusCode.OK, front.StatusCode);
        using var stranger = site.NewBrowser(other);
        using var login = await stranger.GetAsync("/newsroom", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);

        site.Cluster.Calls.Instead = null;
        using var opened = await edith.GetAsync(new Uri(other, "/newsroom"), Cancel);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        using var posted = await PostAsync();
        Assert.True(posted.IsSuccessStatusCode, $"{posted.StatusCode}");

        Task<HttpResponseMessage> PostAsync() => edith.PostAsJsonAsync(new Uri(other, $"/api/articles/{story.Id}/comments"), new { author = "Edith", email = "edith@example.org", text = "A word." }, Cancel);
    }

    /// <summary>A cookie that means nothing is no session, and leads to the login page as ever.</summary>
    [Fact]
    public async Task Cookie_OfNobody_LeadsToTheLoginPage()
    {
        await using var site = await SignInSite.StartAsync(1000);
        using var browser = site.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/newsroom");
        request.Headers.Add("Cookie", $"{AccountSchemes.Cookie}=CfDJ8nothing");

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
