using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>Asking for a new password where nothing is mailed, or too often.</summary>
public sealed class LostPasswordPageTests
{
    private const string Path = "/login/lost-password";
    private const string Asked = "IMailDeskGrain.AskForPasswordAsync";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newspaper_WithoutMail_SendsPeopleToAnAdministrator_AndAsksNobody()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        using var browser = site.NewBrowser();
        var login = new HtmlParser().ParseDocument(await browser.GetStringAsync("/login", Cancel));
        Assert.Equal(Path, login.QuerySelector("main form ~ p a")!.GetAttribute("href"));

        var page = await browser.GetStringAsync(Path, Cancel);
        var sent = await SignInSite.SendAsync(browser, Path, ("login", "edith"));

        Assert.Contains("This newspaper sends no mail. Ask an administrator", page, StringComparison.Ordinal);
        Assert.Empty(new HtmlParser().ParseDocument(page).QuerySelectorAll("main form"));
        Assert.Equal((HttpStatusCode.OK, page), (sent.Status, sent.Page));
        Assert.Equal(page, await browser.GetStringAsync(Path + "?asked", Cancel));
        Assert.Equal(0, site.Cluster.Calls.Of(Asked));
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Requests_BeyondTheBoundOfAnAddress_AreRefusedWithTheFormKept_AndAskNobody()
    {
        await using var site = await MailedSignIns.StartAsync(attempts: 3);
        using var browser = site.Newspaper.NewBrowser();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, Path, ("login", $"somebody{i}"))).Status);

        using var refused = await browser.PostAsync(Path, new FormUrlEncodedContent([new("login", "edith")]), Cancel);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("edith", new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(Cancel)).QuerySelector("#login")!.GetAttribute("value"));
        Assert.Equal(3, site.Newspaper.Cluster.Calls.Of(Asked));
    }

    [Fact]
    public async Task Request_OfNothing_OrWhileTooManyAreLookedUp_IsToBeSentAgain()
    {
        await using var site = await MailedSignIns.StartAsync();
        using var browser = site.Newspaper.NewBrowser();
        foreach (var nothing in new[] { " ", new string('a', 101) })
        {
            var missing = await SignInSite.SendAsync(browser, Path, ("login", nothing));
            Assert.Equal(HttpStatusCode.BadRequest, missing.Status);
            Assert.Equal("#login", new HtmlParser().ParseDocument(missing.Page).QuerySelector("#error-summary a")!.GetAttribute("href"));
        }

        site.Newspaper.Cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) == Asked) call.Result = false;
        };
        using var busy = await browser.PostAsync(Path, new FormUrlEncodedContent([new("login", "edith")]), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.NotNull(busy.Headers.RetryAfter);
    }
}
