using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Moderation;

/// <summary>Every page of the desk as axe sees it, in both directions of writing, and none wider than its window.</summary>
public sealed class DeskAccessibilityTests(DeskFixture site) : IClassFixture<DeskFixture>
{
    [Fact]
    public async Task Page_OfTheDesk_HasNoFaultThatAxeFinds()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("For every moderator", "every-moderator"));
        var ids = await site.HoldAsync(story, 4, i => $"Letter {i}: see https://example.org/timetable for the ferry.");
        var desk = await site.OpenDeskAsync();
        foreach (var decision in new[] { "spam", "trash" })
        {
            await desk.GotoAsync($"/newsroom/comments?story={story}");
            var answer = await desk.RunAndWaitForResponseAsync(() => desk.Locator($".desk-act-{decision}").First.ClickAsync(), "**/api/moderation/decisions");
            Assert.True(answer.Ok);
        }

        await desk.GotoAsync("/newsroom/settings/discussion");
        await desk.Locator("[id='discussion.publicModerationLog']").CheckAsync();
        await desk.Locator("form.desk-settings button[type=submit]").ClickAsync();
        await Assertions.Expect(desk.Locator("html[dir=ltr], html:not([dir])")).ToHaveCountAsync(1);
        await CheckAllAsync(desk, story, ids[0], "en", ColorScheme.Light, 1280);

        await desk.GotoAsync("/newsroom/settings");
        await desk.Locator("#language").FillAsync("ar");
        await desk.Locator("form.desk-settings button[type=submit]").ClickAsync();
        await Waits.UntilAsync(
            async () =>
            {
                await desk.GotoAsync("/newsroom/comments");
                return await desk.Locator("html[dir=rtl]").CountAsync() == 1;
            },
            "The desk is never in Arabic.");
        await CheckAllAsync(desk, story, ids[0], "ar", ColorScheme.Dark, 390);
    }

    [Fact]
    public async Task FirstScreen_OfAPhone_ShowsAComment_AndWhatIsUnfoldedStaysSo()
    {
        var story = await site.NumberOfAsync(await site.PublishAsync("Read on the tram", "on-the-tram"));
        await site.HoldAsync(story, 3, i => $"Letter {i} from the tram.");
        var address = $"/newsroom/comments?story={story}";

        // Without a script too, buttons are a fold away, and there after a decision.
        var plain = await site.OpenDeskAsync(javaScript: false, width: 390);
        await plain.GotoAsync(address);
        await Assertions.Expect(plain.Locator(".desk-row .desk-text").First).ToBeInViewportAsync();
        await Assertions.Expect(plain.Locator(".desk-bulk button").First).ToBeHiddenAsync();
        await plain.Locator(".desk-select input").First.CheckAsync();
        await plain.Locator(".desk-bulk-box summary").ClickAsync();
        await plain.Locator(".desk-bulk button[value=trash]").ClickAsync();
        await Assertions.Expect(plain.Locator(".desk-row")).ToHaveCountAsync(2);
        await Assertions.Expect(plain.Locator(".desk-bulk button").First).ToBeVisibleAsync();

        var desk = await site.OpenDeskAsync(width: 390);
        await desk.GotoAsync(address);
        await Assertions.Expect(desk.Locator(".desk-bulk button").First).ToBeHiddenAsync();
        await desk.Locator(".desk-select input").First.CheckAsync();
        await Assertions.Expect(desk.Locator(".desk-bulk button").First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Locator(".desk-chosen")).ToHaveTextAsync("1");
        await desk.Locator(".desk-select input").First.UncheckAsync();
        await Assertions.Expect(desk.Locator(".desk-bulk button").First).ToBeHiddenAsync();
        await desk.Locator(".desk-filter-box summary").ClickAsync();
        await desk.ReloadAsync();
        await Assertions.Expect(desk.Locator("#desk-s")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Locator(".desk-bulk button").First).ToBeHiddenAsync();
        await desk.SetViewportSizeAsync(1280, 800);
        await Assertions.Expect(desk.Locator(".desk-bulk button").First).ToBeVisibleAsync();
    }

    private static async Task CheckAllAsync(IPage desk, long story, long comment, string language, ColorScheme scheme, int width)
    {
        (string Name, string Address)[] pages =
        [
            ("held", "/newsroom/comments"), ("story", $"/newsroom/comments?story={story}"), ("flagged", "/newsroom/comments?queue=flagged"), ("all", "/newsroom/comments?queue=all"),
            ("spam", "/newsroom/comments?queue=spam"), ("trash", "/newsroom/comments?queue=trash"), ("comment", $"/newsroom/comments/{comment}"), ("log", "/newsroom/comments/log"),
            ("public-log", "/moderation-log"), ("discussion", "/newsroom/settings/discussion"),
        ];
        await desk.EmulateMediaAsync(new() { ColorScheme = scheme });
        await desk.SetViewportSizeAsync(width, 900);
        foreach (var (name, address) in pages)
        {
            var answer = await desk.GotoAsync(address);
            Assert.True(answer!.Ok, $"{address}: {answer.Status}");
            await desk.AssertAccessibleAsync($"{address}, {language}, {scheme}, {width}");
            await desk.AssertFitsAsync($"{address}, {language}, {width}");
            await desk.KeepAsync($"axe-{name}-{language}-{width}");
        }
    }
}
