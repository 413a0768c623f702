using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>More entries were missed than a page asks for at once: the newest are there, what was there stays, and between them stands the way to the rest.</summary>
[Collection(nameof(LiveStoryCollection))]
public sealed class LiveCatchUpTests(StaffFixture site)
{
    [Fact]
    public async Task Entries_ThatManyWereMissed_AreCaughtUpWithoutAGap()
    {
        var ines = await site.OpenAdministratorAsync();
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
        // Some may have come before the feed ended: what must not be is a gap without a way across it.
        var shown = await reader.Locator(".live-list > *").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.entry ?? 'gap')");
        Assert.Equal(("70", "1"), (shown[0], shown[^1]));
        var numbers = shown.Select(item => item == "gap" ? 0 : int.Parse(item, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        for (var i = 0; i + 1 < numbers.Count; i++) Assert.True(numbers[i] == 0 || numbers[i + 1] == 0 || numbers[i] == numbers[i + 1] + 1, string.Join(' ', shown));
    }
}
