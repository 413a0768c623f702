using System.Globalization;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>A day's work without a mouse: a story is begun, written, saved, scheduled and published by keys alone.</summary>
public sealed class KeyboardTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const int MostTabs = 150;

    // What somebody who hears the page would be told that they are at.
    private const string Focused = """
        (() => {
          const element = document.activeElement;
          return (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim();
        })()
        """;

    [Fact]
    public async Task Story_IsWrittenSavedScheduledAndPublished_ByKeysAlone()
    {
        var ines = await site.SetUpAsync();
        await ines.GotoAsync("/newsroom");
        await EnterAsync(ines, "Stories");
        await EnterAsync(ines, "New story");
        await TabToAsync(ines, "Headline");
        await ines.Keyboard.TypeAsync("Written without a mouse");
        await TabToAsync(ines, "Story");
        await ines.Keyboard.TypeAsync("The tide is ");
        await ines.Keyboard.PressAsync("Control+b");
        await ines.Keyboard.TypeAsync("out");
        await EnterAsync(ines, "Save draft");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Text()).ToHaveValueAsync("The tide is **out**");

        // Enter in a field saves; in that of the plan it plans.
        await EnterAsync(ines, "Dateline");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Locator(".state-scheduled")).ToHaveCountAsync(0);
        await TabToAsync(ines, "Goes out by itself at");
        await TypeMomentAsync(ines, TimeProvider.System.GetUtcNow().AddHours(1));
        await EnterHereAsync(ines);
        await Expect(ines.Locator(".state-scheduled")).ToBeVisibleAsync();

        await EnterAsync(ines, "Publish");
        await Expect(ines.Locator(".state-published")).ToBeVisibleAsync();
        await EnterAsync(ines, "See the story");
        await Expect(ines.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Written without a mouse");
        await Expect(ines.Locator(".story-body strong")).ToHaveTextAsync("out");
    }

    private static async Task EnterAsync(IPage page, string name)
    {
        await TabToAsync(page, name);
        await EnterHereAsync(page);
    }

    private static async Task EnterHereAsync(IPage page)
    {
        var loaded = new TaskCompletionSource();
        void Tell(object? sender, IPage there) => loaded.TrySetResult();
        page.Load += Tell;
        await page.Keyboard.PressAsync("Enter");
        await loaded.Task.WaitAsync(TestContext.Current.CancellationToken);
        page.Load -= Tell;
    }

    // As somebody would who knows where they want to go, and sees where they are: each stop can be seen.
    private static async Task TabToAsync(IPage page, string name)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(Focused);
            // The zone of a time stands behind its name.
            if (focused != name && !focused.StartsWith(name + " (", StringComparison.Ordinal)) continue;
            Assert.NotEqual("none 0px", await page.EvaluateAsync<string>("(() => { const style = getComputedStyle(document.activeElement); return `${style.outlineStyle} ${style.outlineWidth}`; })()"));
            return;
        }

        Assert.Fail($"No key leads to “{name}”.");
    }

    // A field of date and time in American English, as Chromium has it here: its parts one after the other.
    private static async Task TypeMomentAsync(IPage page, DateTimeOffset moment)
    {
        await page.Keyboard.TypeAsync(moment.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync(moment.ToString("hhmm", CultureInfo.InvariantCulture) + "07" + moment.ToString("tt", CultureInfo.InvariantCulture));
    }
}
