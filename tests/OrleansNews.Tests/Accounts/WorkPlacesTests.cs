using System.Net;

namespace OrleansNews.Accounts;

/// <summary>Where somebody stands after signing in.</summary>
public sealed class WorkPlacesTests
{
    [Theory]
    [InlineData(Role.Administrator, "/newsroom")]
    [InlineData(Role.Editor, "/newsroom")]
    [InlineData(Role.Contributor, "/newsroom")]
    [InlineData(Role.Moderator, "/newsroom/comments")]
    [InlineData(Role.Operator, "/newsroom/operations")]
    [InlineData(Role.Subscriber, "/")]
    public async Task SigningIn_LeadsToOnesWork_WhichLetsOneIn(Role role, string place)
    {
        await using var site = await SignInSite.StartAsync(100);
        await site.CreateAsync("edith", role);
        var browser = site.NewBrowser();

        using var answer = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);

        Assert.Equal(place, answer.Headers.Location?.OriginalString);
        using var page = await browser.GetAsync(place, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task SigningIn_FromAPage_LeadsBackToIt()
    {
        await using var site = await SignInSite.StartAsync(100);
        await site.CreateAsync("edith");

        var front = await SignInSite.SendAsync(site.NewBrowser(), "/login", ("login", "edith"), ("password", SignInSite.Password), ("returnUrl", "/"));
        var elsewhere = await SignInSite.SendAsync(site.NewBrowser(), "/login", ("login", "edith"), ("password", SignInSite.Password), ("returnUrl", "//example.org/"));

        Assert.Equal(("/", "/newsroom"), (front.Location, elsewhere.Location));
    }
}
