using System.Text.Json;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>Rows about which somebody else decided first, in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskColleaguesTests(DeskFixture site)
{
    [Fact]
    public async Task Row_DecidedElsewhere_StaysWhatItIs_AndTheDeskSaysSo_WithoutAWayBack()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("Letters of two", "letters-of-two"));
        var ids = (await site.HoldAsync(story, 3, i => $"Letter {i}.")).OrderDescending().ToList();
        var (desk, toast) = await OpenAsync(story);
        await desk.Keyboard.PressAsync("j");
        await DecideAsync(desk, ids[0], "approve");

        await desk.Keyboard.PressAsync("s");

        await Expect(toast.Locator("p")).ToHaveTextAsync("1 stays as it is: it is so already, or somebody else decided about it.");
        await Expect(toast.Locator("button").First).ToBeHiddenAsync();
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(2);
        Assert.Equal(1, await site.CountAsync(story));

        // Of several, those that were changed are counted, and come back.
        await DecideAsync(desk, ids[1], "approve");
        foreach (var key in new[] { "x", "j", "x" }) await desk.Keyboard.PressAsync(key);
        await desk.Locator(".desk-bulk button[value=spam]").ClickAsync();
        await Expect(toast.Locator("p")).ToHaveTextAsync("1 comment marked as spam. 1 stays as it is: it is so already, or somebody else decided about it.");
        await desk.Keyboard.PressAsync("u");
        await Expect(toast.Locator("p")).ToHaveTextAsync("Undone.");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(1);
        await Expect(desk.Locator(".desk-row")).ToHaveAttributeAsync("data-id", $"{ids[2]}");
        Assert.Equal(2, await site.CountAsync(story));
    }

    [Fact]
    public async Task CurrentRow_DecidedElsewhere_GreysOut_AndItsKeysDecideNothing()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("The letter of a colleague", "colleague"));
        var ids = await site.HoldAsync(story, 2, i => $"Letter {i}.");
        var (desk, toast) = await OpenAsync(story, looks: true);
        await desk.Keyboard.PressAsync("j");
        await Expect(desk.Locator(".desk-row.is-current")).ToHaveAttributeAsync("data-id", $"{ids.Max()}");
        var asked = 0;
        await DecideAsync(desk, ids.Max(), "approve");
        await desk.RouteAsync("**/api/moderation/decisions", route =>
        {
            asked++;
            return route.ContinueAsync();
        });

        await Expect(desk.Locator(".desk-row.is-current.is-gone")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await desk.Keyboard.PressAsync("s");

        await Expect(toast).ToContainTextAsync("1 stays as it is");
        Assert.Equal((0, 1), (asked, await site.CountAsync(story)));
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("s");
        await Expect(toast).ToContainTextAsync("1 comment marked as spam.");
        await desk.Keyboard.PressAsync("u");
        await Expect(desk.Locator(".desk-row.is-current:not(.is-gone)")).ToHaveAttributeAsync("data-id", $"{ids.Min()}");
    }

    [Fact]
    public async Task Row_TakenBack_IsNotTakenForOneDecidedElsewhere_AlthoughThePageWasComparedMeanwhile()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("A second thought", "second-thought"));
        var ids = await site.HoldAsync(story, 2, i => $"Letter {i}.");
        var (desk, toast) = await OpenAsync(story, looks: true);
        await desk.Keyboard.PressAsync("j");
        var (compares, decided) = (new TaskCompletionSource(), new TaskCompletionSource());
        await desk.RouteAsync($"**/newsroom/comments?story={story}", async route =>
        {
            compares.TrySetResult();
            await decided.Task;
            await route.ContinueAsync();
        });
        await site.HoldAsync(story, 1, _ => "A late letter.");
        await Waits.UntilAsync(() => Task.FromResult(compares.Task.IsCompleted), "The page is never compared.");

        await desk.Keyboard.PressAsync("s");
        await Expect(toast).ToContainTextAsync("1 comment marked as spam.");
        decided.SetResult();
        await Expect(desk.Locator(".desk-new")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("u");

        await Expect(desk.Locator(".desk-row.is-current:not(.is-gone)")).ToHaveAttributeAsync("data-id", $"{ids.Max()}");
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 1);
    }

    [Fact]
    public async Task Change_BetweenThePageAndTheFirstLook_IsShownByThatLook()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("A letter between", "letter-between"));
        var ids = await site.HoldAsync(story, 2, i => $"Letter {i}.");
        var desk = await site.OpenDeskAsync();
        var (looks, changed) = (new TaskCompletionSource(), new TaskCompletionSource());
        await desk.RouteAsync("**/api/moderation/counts", async route =>
        {
            // No look but the first: with the next one everything may have been found.
            if (!looks.TrySetResult())
            {
                await route.AbortAsync();
                return;
            }

            await changed.Task;
            await route.ContinueAsync();
        });
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await Waits.UntilAsync(() => Task.FromResult(looks.Task.IsCompleted), "The page never looks.");

        await DecideAsync(desk, ids.Max(), "approve");
        await site.HoldAsync(story, 1, _ => "A late letter.");
        changed.SetResult();

        await Expect(desk.Locator(".desk-new")).ToBeVisibleAsync();
        await Expect(desk.Locator(".desk-row.is-gone")).ToHaveAttributeAsync("data-id", $"{ids.Max()}");
    }

    [Fact]
    public async Task Rows_MoreThanADecisionMayBeAbout_AreDecidedInSteps()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("A very long page", "long-page"));
        await site.HoldAsync(story, 1, _ => "A letter.");
        var (desk, toast) = await OpenAsync(story);
        await desk.EvaluateAsync(
            """
            () => {
              const row = document.querySelector('.desk-row');
              for (let i = 1; i < 2500; i++) {
                const copy = row.cloneNode(true);
                copy.dataset.id = Number(row.dataset.id) + i;
                row.after(copy);
              }
            }
            """);
        List<int> sent = [];
        await desk.RouteAsync("**/api/moderation/decisions", route =>
        {
            var ids = JsonDocument.Parse(route.Request.PostData!).RootElement.GetProperty("ids");
            sent.Add(ids.GetArrayLength());
            return route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"changed":{{ids.GetRawText()}},"failed":[],"command":"{{Guid.NewGuid()}}"}""" });
        });

        await desk.Locator("#select-page").CheckAsync();
        await desk.Locator(".desk-bulk button[value=spam]").ClickAsync();

        await Expect(toast).ToContainTextAsync("2,500 comments marked as spam.");
        Assert.Equal([1_000, 1_000, 500], sent);
    }

    // Without looks the page does not hear of what others decide before it decides itself.
    private async Task<(IPage Desk, ILocator Toast)> OpenAsync(long story, bool looks = false)
    {
        var desk = await site.OpenDeskAsync();
        if (!looks) await desk.RouteAsync("**/api/moderation/counts", route => route.AbortAsync());
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        return (desk, desk.Locator("#desk-toast"));
    }

    private static async Task DecideAsync(IPage desk, long id, string decision)
    {
        var answer = await desk.APIRequest.PostAsync($"{new Uri(desk.Url).GetLeftPart(UriPartial.Authority)}/api/moderation/decisions", new() { DataObject = new { ids = new[] { id }, decision } });
        Assert.True(answer.Ok, $"{answer.Status}");
    }
}
