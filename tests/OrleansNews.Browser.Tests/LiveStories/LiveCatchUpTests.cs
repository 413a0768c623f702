using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>More entries were missed than a page asks for at once: the newest are there, what was there stays, and between them stands the way to the rest.</summary>
public sealed class LiveCatchUpTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Entries_ThatManyWereMissed_AreCaughtUpWithoutAGap()
    {
        var ines = await site.SetUpAsync();
        await ines.WriteAsync("A night of many entries", "They come by the minute.");
        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the newest entry first");
        await ines.PressAsync("Publish");
        var path = (await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href"))!;
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();
        var desk = new Uri(ines.Url).AbsolutePath;
        await ines.AddEntryAsync("Entry 1", "The first.");
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        await Expect(reader.Locator("#live-entry-1")).ToBeVisibleAsync();

        await reader.Context.SetOfflineAsync(true);
        for (var number = 2; number <= 70; number++)
        {
            var form = ines.APIRequest.CreateFormData();
            form.Set("submission", Guid.NewGuid().ToString());
            form.Set("headline", $"Entry {number}");
            form.Set("body", "And another.");
            Assert.True((await ines.APIRequest.PostAsync(desk, new() { Form = form })).Ok);
        }

        await reader.Context.SetOfflineAsync(false);
        await reader.EvaluateAsync("dispatchEvent(new Event('online'))");

        await Expect(reader.Locator("#live-entry-70")).ToBeVisibleAsync();
        await Expect(reader.Locator(".live-blog-state")).ToContainTextAsync("70 entries");
        await Expect(reader.Locator("#live-entry-1")).ToBeVisibleAsync();
        var shown = (await reader.Locator(".live-list .live-entry").EvaluateAllAsync<int[]>("entries => entries.map(entry => Number(entry.dataset.entry))")).ToList();
        Assert.Equal([.. Enumerable.Range(46, 25).Reverse(), 1], shown);
        await reader.Locator(".live-gap a").ClickAsync();
        await Expect(reader.Locator(".live-entry-title").First).ToHaveTextAsync("Entry 45");
    }
}
