using System.Net;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>Signing out ends what the cookie stands for, not the cookie alone.</summary>
public sealed class LogoutTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logout_OfABrowser_EndsItsSessionAndNoOther()
    {
        await using var site = await SignInSite.StartAsync(100);
        await site.CreateAsync("edith");
        var (browser, cookie) = await LogInAsync(site);
        var (_, elsewhere) = await LogInAsync(site);
        Assert.True(await IsSignedInAsync(site, cookie));
        Assert.True(await IsSignedInAsync(site, elsewhere));

        using var answer = await browser.PostAsync("/logout", null, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith("news-session=;", StringComparison.Ordinal));
        Assert.False(await IsSignedInAsync(site, cookie), "A copy of the cookie still signs in.");
        Assert.True(await IsSignedInAsync(site, elsewhere), "Another browser of the same person was signed out too.");
    }

    [Fact]
    public async Task Logout_OfNobody_LeadsHome()
    {
        await using var site = await SignInSite.StartAsync(100);
        using var answer = await site.NewBrowser().PostAsync("/logout", null, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.Empty(site.Log.Errors);
    }

    private static async Task<(HttpClient Browser, string Cookie)> LogInAsync(NewsSite site)
    {
        var browser = site.NewBrowser();
        using var answer = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (browser, Assert.Single(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith("news-session=", StringComparison.Ordinal)).Split(';')[0]);
    }

    private static async Task<bool> IsSignedInAsync(NewsSite site, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.Add("Cookie", cookie);
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var stranger = new HttpClient(handler) { BaseAddress = site.Address };
        using var answer = await stranger.SendAsync(request, Cancel);
        return (await answer.Content.ReadAsStringAsync(Cancel)).Contains("You are logged in as Edith.", StringComparison.Ordinal);
    }
}
