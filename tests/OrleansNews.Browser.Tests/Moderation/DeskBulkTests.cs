using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>Keys, selected rows and everything at once, also when answers are lost, in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskBulkTests(DeskFixture site)
{
    [Fact]
    public async Task Everything_ThatAFilterFinds_IsCountedAndDecided_AlthoughAnswersAreLost_AndComesBackWhole()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("Watches and letters", "watches"));
        await site.HoldAsync(story, 12, i => i % 3 == 0 ? $"A letter, number {i}." : $"Buy watch number {i}.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}&s=watch");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(8);
        var (asked, words) = (0, await WatchProgressAsync(desk));
        // The cluster decides, and who decided does not hear of it: the first time, and again when it is taken back.
        await desk.RouteAsync("**/api/moderation/decisions", async route =>
        {
            var answer = await route.FetchAsync();
            if (asked++ % 2 == 0) await route.AbortAsync();
            else await route.FulfillAsync(new() { Response = answer });
        });

        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=approve]").ClickAsync();

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("8 comments approved.");
        Assert.Equal(8, await site.CountAsync(story));
        Assert.Equal(["0 comments found", "8 comments found", "0 of 8", "8 of 8"], await words.EvaluateAsync<string[]>("seen => seen"));

        // One that came meanwhile is in the queue before those that come back are.
        await site.HoldAsync(story, 1, _ => "Buy the last watch.");
        await desk.Locator("#desk-toast button").First.ClickAsync();

        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(9);
        Assert.Equal((0, 4), (await site.CountAsync(story), asked));
    }

    [Fact]
    public async Task Selected_AreDecidedAndTakenBack_AndWhatIsStopped_GoesNoFurther()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("A letter to stop", "stop"));
        await site.HoldAsync(story, 6, i => $"Letter {i} is rather long, so that the pictures of this page show what a page of letters looks like.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?queue=all&story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();

        // By keys: the first and the third.
        foreach (var key in new[] { "j", "x", "j", "j", "x" }) await desk.Keyboard.PressAsync(key);
        await Expect(desk.Locator(".desk-chosen")).ToHaveTextAsync("2");
        await desk.Locator(".desk-bulk button[value=approve]").ClickAsync();
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("2 comments approved.");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(4);
        Assert.Equal(2, await site.CountAsync(story));
        await desk.Keyboard.PressAsync("u");
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("Undone.");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(6);
        Assert.Equal(0, await site.CountAsync(story));

        // Two that readers see and four that wait are two steps; the first is under way when somebody stops.
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(5);
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 2);
        await desk.GotoAsync($"/newsroom/comments?queue=all&story={story}");
        var stopped = new TaskCompletionSource();
        await desk.RouteAsync("**/api/moderation/decisions", async route =>
        {
            await stopped.Task;
            await route.ContinueAsync();
        });
        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=spam]").ClickAsync();
        await Expect(desk.Locator(".desk-progress p")).ToHaveTextAsync("0 of 6");
        await ShootAsync(desk, "desk-progress");
        await desk.Locator(".desk-progress [data-do=stop]").ClickAsync();
        stopped.SetResult();

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync(" marked as spam.");
        await ShootAsync(desk, "desk-toast");
        var left = await desk.Locator(".desk-row").CountAsync();
        Assert.True(left is 2 or 4, $"{left} of six are left.");
        Assert.Equal(left == 2 ? 2 : 0, await site.CountAsync(story));
        await desk.GotoAsync($"/newsroom/comments?queue=all&story={story}&s=letter&links=1&address=198.51.100.");
        await ShootAsync(desk, "desk-filters-empty");
        await desk.GotoAsync($"/newsroom/comments?queue=all&story={story}&s=letter&unanswered=1");
        await ShootAsync(desk, "desk-filters");
    }

    [Fact]
    public async Task Everything_UnderWay_LeavesKeysAlone_AndWhatIsSaidOfIt_StaysWhileThereIsAWayBack()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("Letters in a hurry", "hurry"));
        await site.HoldAsync(story, 3, i => $"Letter {i}.");
        var desk = await site.OpenDeskAsync();
        await desk.Clock.InstallAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        var (toast, closing, progress) = (desk.Locator("#desk-toast"), desk.Locator(".desk-toast-close"), desk.Locator(".desk-progress p"));
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("t");
        await Expect(toast).ToContainTextAsync("1 comment moved to the trash.");
        await Expect(closing).ToBeHiddenAsync();
        var (asked, gate, refuses) = (0, new TaskCompletionSource(), false);
        await desk.RouteAsync("**/api/moderation/decisions", async route =>
        {
            asked++;
            await gate.Task;
            if (refuses) await route.FulfillAsync(new() { Status = 400 });
            else await route.ContinueAsync();
        });

        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=approve]").ClickAsync();
        await Expect(progress).ToHaveTextAsync("0 of 2");
        await Expect(toast).ToBeHiddenAsync();
        foreach (var key in new[] { "u", "s", "x" }) await desk.Keyboard.PressAsync(key);
        gate.SetResult();
        await Expect(toast).ToContainTextAsync("2 comments approved.");
        Assert.Equal(1, asked);

        await desk.Clock.FastForwardAsync(60_000);
        await Expect(closing).ToBeVisibleAsync();
        await desk.KeepAsync("desk-toast-stays");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(toast).ToBeHiddenAsync();

        // Closed, it is still taken back by its key; meanwhile no key does anything.
        gate = new();
        await desk.Keyboard.PressAsync("u");
        await Expect(progress).ToHaveTextAsync("0 of 2");
        await desk.Keyboard.PressAsync("u");
        gate.SetResult();
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(2);
        Assert.Equal((2, 0), (asked, await site.CountAsync(story)));

        // Where there is nothing to take back it goes by itself.
        refuses = true;
        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=spam]").ClickAsync();
        await Expect(toast).ToContainTextAsync("The decision was not taken.");
        await Expect(closing).ToBeHiddenAsync();
        await desk.Clock.FastForwardAsync(11_000);
        await Expect(toast).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Keys_EachDoWhatTheyAreNamedFor_AndNothingWhileSomebodyTypes()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("Letters by keys", "by-keys"));
        var ids = await site.HoldAsync(story, 5, i => $"Letter {i}.");
        var newest = ids.OrderDescending().ToList();
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?queue=all&story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        var current = desk.Locator(".desk-row.is-current");

        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#desk-keys dl")).ToBeVisibleAsync();
        await Expect(desk.Locator("#desk-keys kbd")).ToHaveTextAsync(["?", "j", "k", "a", "h", "s", "t", "u", "x", "o", "r", "e", "p", "n", "Esc"]);
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#desk-keys dl")).ToBeHiddenAsync();

        foreach (var key in new[] { "j", "j", "k" }) await desk.Keyboard.PressAsync(key);
        await Expect(current).ToHaveAttributeAsync("data-id", $"{newest[0]}");
        await desk.Keyboard.PressAsync("x");
        await Expect(current.Locator("input[name=id]")).ToBeCheckedAsync();
        await desk.Keyboard.PressAsync("x");
        await Expect(current.Locator("input[name=id]")).Not.ToBeCheckedAsync();

        await desk.Keyboard.PressAsync("t");
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment moved to the trash.");
        await Expect(current).ToHaveAttributeAsync("data-id", $"{newest[1]}");
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 1);
        await desk.ReloadAsync();
        await Expect(desk.Locator(".desk-row[data-status=approved]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("h");
        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment held.");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 0);

        // Of somebody who types they are letters.
        await desk.Locator(".desk-filter-box summary").ClickAsync();
        await desk.GetByLabel("Search comments").PressSequentiallyAsync("ahstxornepu?");
        await Expect(desk.GetByLabel("Search comments")).ToHaveValueAsync("ahstxornepu?");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(3);
        await desk.Locator("#desk-list").ClickAsync(new() { Position = new() { X = 1, Y = 1 } });

        var late = await site.HoldAsync(story, 1, _ => "A late letter.");
        await Expect(desk.Locator(".desk-new")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await desk.Keyboard.PressAsync("n");
        await Expect(current).ToHaveAttributeAsync("data-id", $"{late[0]}");

        await desk.Keyboard.PressAsync("o");
        await desk.WaitForURLAsync($"**/newsroom/comments/{late[0]}?queue=all&story={story}");
        await desk.Locator(".actions a").Last.ClickAsync();
        await desk.WaitForURLAsync($"**/newsroom/comments?queue=all&story={story}#row-{late[0]}");
        await Expect(current).ToHaveAttributeAsync("data-id", $"{late[0]}");
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("r");
        await desk.WaitForURLAsync("**/newsroom/comments/*#reply");
        await Expect(desk.Locator("#reply")).ToBeInViewportAsync();
    }

    // The newest words of the bar, each once, in their order.
    private static Task<IJSHandle> WatchProgressAsync(IPage page) => page.EvaluateHandleAsync(
        """
        () => {
          const seen = [];
          new MutationObserver((changes) => {
            for (const { target, addedNodes } of changes) {
              const words = target.closest?.('.desk-progress p') && addedNodes[0]?.textContent;
              if (words && words !== seen.at(-1)) seen.push(words);
            }
          }).observe(document.body, { childList: true, subtree: true });
          return seen;
        }
        """);

    private static async Task ShootAsync(IPage page, string name)
    {
        foreach (var (look, width, scheme) in new[] { ("phone-light", 390, ColorScheme.Light), ("phone-dark", 390, ColorScheme.Dark), ("desktop-dark", 1280, ColorScheme.Dark), ("desktop-light", 1280, ColorScheme.Light) })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.AssertFitsAsync($"{name}-{look}");
            await page.KeepAsync($"{name}-{look}");
        }
    }
}
