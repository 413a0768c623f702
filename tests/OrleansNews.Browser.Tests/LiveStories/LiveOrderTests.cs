using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>What the newsroom decides about a story reaches a page that is open: that it is a live one, in what order, and that it is none any more.</summary>
[Collection(nameof(LiveStoryCollection))]
public sealed class LiveOrderTests(StaffFixture site)
{
    [Fact]
    public async Task Order_ThatIsChanged_ReachesTheOpenPage()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("A story that grows", "It began as any other.");
        await ines.PressAsync("Publish");
        var (editor, path) = (ines.Url.Split('?')[0], (await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href"))!);
        var reader = await site.OpenReaderAsync();
        await reader.GotoAsync(path);
        await reader.EvaluateAsync("window.stillHere = true");
        await Expect(reader.Locator("#live-entries")).ToHaveCountAsync(0);

        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the newest entry first");
        await ines.PressAsync("Update");
        await Expect(reader.Locator("#live-entries")).ToBeVisibleAsync();
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();
        await ines.AddEntryAsync("One", "The first entry.");
        await ines.AddEntryAsync("Two", "The second entry.");
        await Expect(reader.Locator(".live-list .live-entry-title")).ToHaveTextAsync(["Two", "One"]);

        await ines.GotoAsync(editor);
        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the oldest entry first");
        await ines.PressAsync("Update");
        await Expect(reader.Locator(".live-list .live-entry-title")).ToHaveTextAsync(["One", "Two"]);
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();
        await ines.AddEntryAsync("Three", "The third entry.");
        await Expect(reader.Locator(".live-list .live-entry-title")).ToHaveTextAsync(["One", "Two", "Three"]);

        await ines.GotoAsync(editor);
        await ines.GetByLabel("Live story").SelectOptionAsync("No");
        await ines.PressAsync("Update");
        await Expect(reader.Locator("#live-entries")).ToHaveCountAsync(0);
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere"));
    }
}
