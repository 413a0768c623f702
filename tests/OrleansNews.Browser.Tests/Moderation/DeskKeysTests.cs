using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>What keys do not do, in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskKeysTests(DeskFixture site)
{
    [Fact]
    public async Task Keys_SwitchedOff_DoNothing_AlsoAfterAReload_UntilTheyAreSwitchedOn()
    {
        var (desk, story) = await OpenAsync("Letters without keys", "without-keys", 2);
        var (keys, use) = (desk.Locator("#desk-keys"), desk.GetByLabel("Use these keys"));
        await keys.Locator("summary").ClickAsync();
        await use.UncheckAsync();

        for (var visit = 0; visit < 2; visit++)
        {
            foreach (var key in new[] { "j", "s", "a", "?", "n" }) await desk.Keyboard.PressAsync(key);
            await Expect(desk.Locator(".desk-row.is-current")).ToHaveCountAsync(0);
            await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(2);
            await Expect(desk.Locator("#desk-toast")).ToBeHiddenAsync();
            if (visit > 0) break;
            await desk.ReloadAsync();
            await Expect(keys).ToBeVisibleAsync();
        }

        await keys.Locator("summary").ClickAsync();
        await Expect(use).Not.ToBeCheckedAsync();
        await use.FocusAsync();
        await desk.Keyboard.PressAsync("Space");
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 1);
    }

    [Fact]
    public async Task Key_HeldDown_DecidesOnce_AndMovesOn()
    {
        var (desk, _) = await OpenAsync("Letters by a heavy hand", "heavy-hand", 4);
        await HoldAsync(desk, "j");
        await Expect(desk.Locator(".desk-row").Last).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-current"));

        await HoldAsync(desk, "s");

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment: Spam");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(3);
        await HoldAsync(desk, "u");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(4);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("h")]
    [InlineData("s")]
    [InlineData("t")]
    public async Task Decision_WithoutACurrentRow_OnlyGoesToTheFirst(string key)
    {
        var (desk, story) = await OpenAsync($"Letters by the first key ({key})", $"first-{key}", 2);

        await desk.Keyboard.PressAsync(key);

        await Expect(desk.Locator(".desk-row.is-current")).ToHaveCountAsync(1);
        await Expect(desk.Locator(".desk-row").First).ToBeFocusedAsync();
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(2);
        await Expect(desk.Locator("#desk-toast")).ToBeHiddenAsync();
        Assert.Equal(0, await site.CountAsync(story));
    }

    // A second press of a key that was not let go is a repetition.
    private static async Task HoldAsync(IPage desk, string key)
    {
        for (var i = 0; i < 6; i++) await desk.Keyboard.DownAsync(key);
        await desk.Keyboard.UpAsync(key);
    }

    private async Task<(IPage Desk, long Story)> OpenAsync(string title, string slug, int count)
    {
        var story = await site.NumberOfAsync(await site.PublishAsync(title, slug));
        await site.HoldAsync(story, count, i => $"Letter {i}.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        return (desk, story);
    }
}
