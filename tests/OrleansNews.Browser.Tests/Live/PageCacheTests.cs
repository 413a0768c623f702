using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Live;

/// <summary>A page that the reader left and comes back to as it was, out of the browser's back/forward cache.</summary>
[Collection(nameof(SiteCollection))]
public sealed class PageCacheTests(SiteFixture site)
{
    [Fact]
    public async Task Page_ThatComesOutOfTheBackForwardCache_GoesOnWhereItWas()
    {
        var path = await site.PublishAsync("The way back", "way-back");
        using var playwright = await Playwright.CreateAsync();
        // Playwright turns the cache off, and the shell has none; browsers of readers have it.
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Whole,
            Args = Chromium.Arguments,
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
        });
        var reader = await browser.NewPageAsync(new() { BaseURL = site.Host.Site.ToString() });
        var writer = await site.OpenReaderAsync(javaScript: false);
        await writer.GotoAsync(path);
        await reader.GotoAsync(path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
        await reader.EvaluateAsync("window.stillHere = true");

        await reader.GotoAsync("/");
        await writer.PostCommentAsync("Tom Pell", "While you were away.");
        await reader.EvaluateAsync("history.back()");

        await Expect(reader.Locator("li.comment .comment-content")).ToHaveTextAsync("While you were away.");
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere === true"), "The page was read anew: it is kept out of the cache by something.");
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
    }
}
