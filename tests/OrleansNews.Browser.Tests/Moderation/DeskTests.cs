using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>The desk in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskTests(DeskFixture site)
{
    [Fact]
    public async Task TwoHundredHeldComments_AreModeratedByKeyboard_AndTheLastOneIsUndone()
    {
        var path = await site.PublishAsync("Two hundred letters", "letters");
        var story = await site.NumberOfAsync(path);
        await site.HoldAsync(story, 200, i => $"Letter number {i} to the editor.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("j");
        await Expect(desk.Locator(".desk-row.is-current")).ToHaveCountAsync(1);

        // Three are approved, then one is spam, to the end: nothing but keys.
        for (var i = 0; i < 200; i++)
        {
            await Expect(desk.Locator(".desk-row.is-current")).ToBeVisibleAsync();
            await desk.Keyboard.PressAsync(i % 4 == 3 ? "s" : "a");
        }

        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(0);
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 150);
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment marked as spam.");

        await desk.Keyboard.PressAsync("u");

        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(1);
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("Undone.");
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 151);
        // The queue is told a moment after the thread; a row that comes into the middle of it is there after a reload.
        await Waits.UntilAsync(async () =>
        {
            await desk.GotoAsync($"/newsroom/comments?queue=spam&story={story}");
            return await desk.Locator(".desk-row").CountAsync() == 49;
        });
    }

    [Fact]
    public async Task TenThousandHeldComments_AreDecidedAtOnce_WithProgress_AndUndone()
    {
        var path = await site.PublishAsync("A flood", "flood");
        var story = await site.NumberOfAsync(path);
        await site.HoldAsync(story, 10_000, i => $"Buy watch number {i}.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        var before = await CountsAsync(desk);
        var bars = await WatchProgressAsync(desk);

        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=approve]").ClickAsync();

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("10,000 comments approved.", new() { Timeout = 120_000 });
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 10_000);
        var shown = await bars.EvaluateAsync<double[]>("seen => seen");
        Assert.True(shown.Length >= 5 && shown.SequenceEqual(shown.Order()), $"The progress went {string.Join(' ', shown)}.");

        await Waits.UntilAsync(async () => await CountsAsync(desk) is { } counts && counts == before with { Held = before.Held - 10_000 }, "The approved comments are never out of the queue.");

        await desk.Locator("#desk-toast button").First.ClickAsync();

        await Waits.UntilAsync(async () => await site.CountAsync(story) == 0);
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(50);
        // Every one of them waits again, in its queue and in none other.
        await Waits.UntilAsync(async () => await CountsAsync(desk) == before, "They are never all back.");
    }

    [Fact]
    public async Task Comment_ThatComesIn_WaitsBehindAButton_AndOneDecidedElsewhereGreysOut()
    {
        var path = await site.PublishAsync("Live letters", "live-letters");
        var story = await site.NumberOfAsync(path);
        await site.HoldAsync(story, 3, i => $"Early letter {i}.");
        var (here, there) = (await site.OpenDeskAsync(), await site.OpenDeskAsync());
        await here.GotoAsync($"/newsroom/comments?story={story}");
        await there.GotoAsync($"/newsroom/comments?story={story}");
        await Expect(here.Locator(".desk-row")).ToHaveCountAsync(3);
        await Expect(here.Locator("[data-count=held]")).Not.ToHaveTextAsync("");

        await site.HoldAsync(story, 1, _ => "A late letter.");
        await here.Locator(".desk-new button").ClickAsync();
        await Expect(here.Locator(".desk-row").First).ToContainTextAsync("A late letter.");
        await there.Locator(".desk-row").Last.Locator(".desk-act-spam").ClickAsync();

        await Expect(here.Locator(".desk-row.is-gone")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("phone-light", 390, ColorScheme.Light)]
    [InlineData("phone-dark", 390, ColorScheme.Dark)]
    [InlineData("desktop-light", 1280, ColorScheme.Light)]
    [InlineData("desktop-dark", 1280, ColorScheme.Dark)]
    public async Task Desk_OnAnyScreen_DoesNotScrollSideways_AndWorksWithoutJavaScript(string name, int width, ColorScheme scheme)
    {
        var path = await site.PublishAsync($"The new ferry ({name})", $"ferry-{name}");
        var story = await site.NumberOfAsync(path);
        await site.HoldAsync(story, 4, i => i == 2 ? "See https://example.org/a-very-long-address/that-does-not-break/anywhere/at-all/and-goes-on for the timetable." : $"I have taken this ferry for {i + 20} years, and it was never late when the tide was right. The new one is louder.");
        var desk = await site.OpenDeskAsync(javaScript: false, scheme, width);

        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await ShootAsync(desk, $"desk-{name}");
        await desk.Locator(".desk-row").First.Locator(".desk-act-approve").ClickAsync();
        await Expect(desk.Locator(".desk-done")).ToContainTextAsync("1 comment approved.");
        await ShootAsync(desk, $"desk-done-{name}");
        await desk.Locator(".desk-row").First.GetByText("Details").ClickAsync();
        await ShootAsync(desk, $"desk-comment-{name}");
        await desk.GetByLabel("Comment", new() { Exact = true }).FillAsync("The editor agrees.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Approve and reply" }).ClickAsync();
        await Expect(desk.GetByText("Saved.")).ToBeVisibleAsync();
        await desk.GotoAsync("/newsroom/settings/discussion");
        await ShootAsync(desk, $"discussion-{name}");
        await desk.GetByLabel("Show everybody what was decided").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await UntilLoggedAsync(desk, $"/newsroom/comments/log?story={story}");
        await ShootAsync(desk, $"log-{name}");
        await UntilLoggedAsync(desk, $"/moderation-log?story={story}");
        await ShootAsync(desk, $"public-log-{name}");

        await Waits.UntilAsync(async () => await site.CountAsync(story) == 3);
    }

    // The log hears of a decision behind it, and a newspaper of its settings within two seconds.
    private static Task UntilLoggedAsync(IPage desk, string address) => Waits.UntilAsync(
        async () =>
        {
            await desk.GotoAsync(address);
            return await desk.Locator(".desk-log-entry").First.IsVisibleAsync();
        },
        $"{address} never shows a decision.");

    private static async Task ShootAsync(IPage page, string name)
    {
        await page.AssertFitsAsync(name);
        await page.KeepAsync(name);
    }

    private static async Task<Counts> CountsAsync(IPage desk)
    {
        var answer = await desk.APIRequest.GetAsync($"{new Uri(desk.Url).GetLeftPart(UriPartial.Authority)}/api/moderation/counts");
        var counts = (await answer.JsonAsync())!.Value;
        int Of(string queue) => counts.GetProperty(queue).GetInt32();
        return new(Of("held"), Of("flagged"), Of("all"), Of("spam"), Of("trash"));
    }

    // Every value that the bar had, in their order.
    private static Task<IJSHandle> WatchProgressAsync(IPage page) => page.EvaluateHandleAsync(
        """
        () => {
          const seen = [];
          new MutationObserver(() => {
            const bar = document.querySelector('.desk-progress progress');
            if (bar && bar.value !== seen.at(-1)) seen.push(bar.value);
          }).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
          return seen;
        }
        """);

    private sealed record Counts(int Held, int Flagged, int All, int Spam, int Trash);
}
