using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>The tools of staff on public pages: for them alone, and nothing for anybody else to load.</summary>
public sealed class StaffToolsTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Story_ForStaff_HasTools_OnCommentsThatComeLater_Too_AndReadersLoadNothingOfIt()
    {
        var path = await site.PublishAsync("The ferry stops", "ferry-stops");
        var reader = await site.OpenReaderAsync();
        var asked = Watch(reader);
        await reader.GotoAsync(path);
        await PostAsync(reader, "Ada", "When will it be back?");

        var ines = await site.SetUpAsync();
        await ines.GotoAsync(path);
        var tools = ines.GetByRole(AriaRole.Navigation, new() { Name = "Newsroom" });
        await Expect(tools.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Edit story", "Moderate comments", "Desk"]);
        await Expect(ines.Locator(".comment-moderate-link")).ToHaveCountAsync(1);
        await ShootAsync(ines, "staff-tools-desktop-light", ColorScheme.Light, 1280);
        await ShootAsync(ines, "staff-tools-phone-dark", ColorScheme.Dark, 390);

        await PostAsync(reader, "Bob", "Not before Monday.");
        await Expect(ines.Locator(".comment-moderate-link")).ToHaveCountAsync(2);
        await ines.Locator(".comment", new() { HasText = "Not before Monday." }).GetByRole(AriaRole.Link, new() { Name = "Moderate" }).ClickAsync();
        await Expect(ines.Locator("main")).ToContainTextAsync("Not before Monday.");
        Assert.Matches("^/newsroom/comments/[0-9]+$", new Uri(ines.Url).AbsolutePath);

        await ines.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        var askedAfterwards = Watch(ines);
        await ines.GotoAsync(path);
        await Expect(ines.Locator(".comment")).ToHaveCountAsync(2);
        await ines.WaitForLoadStateAsync(LoadState.Load);

        Assert.DoesNotContain(asked.Concat(askedAfterwards), url => url.Contains("staff-tools", StringComparison.Ordinal));
        Assert.Equal(0, await reader.Locator(".staff-tools, .comment-moderate-link").CountAsync());
    }

    [Fact]
    public async Task Story_ForAReaderWithAForgedHint_ShowsNothing_AndTheHintIsGone()
    {
        var path = await site.PublishAsync("The ferry is back", "ferry-back");
        var reader = await site.OpenReaderAsync();
        await reader.Context.AddCookiesAsync([new() { Name = "news-staff", Value = "1", Url = site.Host.Site.ToString() }]);

        var refused = await reader.RunAndWaitForResponseAsync(() => reader.GotoAsync(path), answer => answer.Url.EndsWith("/staff-tools", StringComparison.Ordinal));

        Assert.Equal(401, refused.Status);
        await reader.WaitForFunctionAsync("() => !document.cookie.includes('news-staff')");
        Assert.Equal(0, await reader.Locator(".staff-tools").CountAsync());
    }

    private static ConcurrentQueue<string> Watch(IPage page)
    {
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        return asked;
    }

    private static async Task PostAsync(IPage reader, string name, string text)
    {
        await reader.Locator("#author").FillAsync(name);
        await reader.Locator("#email").FillAsync($"{name}@example.org");
        await reader.Locator("#comment").FillAsync(text);
        await reader.Locator("#commentform [type=submit]").ClickAsync();
        await Expect(reader.Locator(".comment", new() { HasText = text })).ToHaveCountAsync(1);
    }

    private static async Task ShootAsync(IPage page, string name, ColorScheme scheme, int width)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, 900);
        await page.AssertFitsAsync(name);
        await page.KeepAsync(name);
    }
}
