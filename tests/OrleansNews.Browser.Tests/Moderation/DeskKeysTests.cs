using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>What keys do beside deciding, and what they do not, in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskKeysTests(DeskFixture site)
{
    private const int MostTabs = 150;

    [Fact]
    public async Task Keys_SwitchedOff_DoNothing_AlsoAfterAReload_UntilTheyAreSwitchedOn()
    {
        var (desk, story) = await OpenAsync("Letters without keys", "without-keys", 2);
        var (keys, use) = (desk.Locator("#desk-keys"), desk.GetByLabel("Use these keys"));
        await keys.Locator("summary").ClickAsync();
        await use.UncheckAsync();

        for (var visit = 0; visit < 2; visit++)
        {
            foreach (var key in new[] { "j", "s", "a", "e", "p", "?", "n" }) await desk.Keyboard.PressAsync(key);
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
    public async Task Keys_InABrowserThatKeepsNothing_Decide_AndAreSwitchedOffForThePage()
    {
        var (desk, story) = await OpenAsync("Letters in a private window", "private-window", 2, keepsNothing: true);
        await desk.Keyboard.PressAsync("j");
        await desk.Keyboard.PressAsync("a");
        await Waits.UntilAsync(async () => await site.CountAsync(story) == 1);

        await desk.Locator("#desk-keys summary").ClickAsync();
        await desk.GetByLabel("Use these keys").UncheckAsync();
        foreach (var key in new[] { "s", "?" }) await desk.Keyboard.PressAsync(key);

        await Expect(desk.Locator("#desk-keys dl")).ToBeVisibleAsync();
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Key_HeldDown_DecidesOnce_AndMovesOn()
    {
        var (desk, _) = await OpenAsync("Letters by a heavy hand", "heavy-hand", 4);
        await HoldAsync(desk, "j");
        await Expect(desk.Locator(".desk-row").Last).ToHaveClassAsync(new Regex("is-current"));

        await HoldAsync(desk, "s");

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment marked as spam.");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(3);
        await HoldAsync(desk, "u");
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(4);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("h")]
    [InlineData("s")]
    [InlineData("t")]
    [InlineData("r")]
    [InlineData("e")]
    [InlineData("p")]
    public async Task Key_WithoutACurrentRow_OnlyGoesToTheFirst(string key)
    {
        var (desk, story) = await OpenAsync($"Letters by the first key ({key})", $"first-{key}", 2);

        await desk.Keyboard.PressAsync(key);

        await Expect(desk.Locator(".desk-row.is-current")).ToHaveCountAsync(1);
        await Expect(desk.Locator(".desk-row").First).ToBeFocusedAsync();
        await Expect(desk.Locator(".desk-row")).ToHaveCountAsync(2);
        await Expect(desk.Locator("#desk-toast")).ToBeHiddenAsync();
        Assert.Equal(0, await site.CountAsync(story));
    }

    [Fact]
    public async Task Comment_IsEditedAndItsWriterSuspended_ByKeysAlone_AndTheQueueIsWhereItWasLeft()
    {
        var (desk, _) = await OpenAsync("Letters without a mouse", "without-a-mouse", 3);
        for (var row = 0; row < 2; row++) await desk.Keyboard.PressAsync("j");
        var (second, writer) = (desk.Locator(".desk-row").Nth(1), await desk.Locator(".desk-row.is-current .desk-name").InnerTextAsync());

        await desk.Keyboard.PressAsync("e");
        await Expect(desk.Locator("#text")).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Control+A");
        await desk.Keyboard.TypeAsync("Shortened by the editor.");
        await desk.Keyboard.PressAsync("Tab");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByText("Saved.")).ToBeVisibleAsync();
        await EnterAsync(desk, "Back to the queue");
        await Expect(second).ToContainTextAsync("Shortened by the editor.");

        // Where one went on from, one goes on.
        await Expect(second).ToHaveClassAsync(new Regex("is-current"));
        await desk.Keyboard.PressAsync("p");
        await Expect(desk.Locator("#until")).ToBeFocusedAsync();
        var until = TimeProvider.System.GetUtcNow().AddDays(40);
        await desk.Keyboard.TypeAsync(until.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await desk.Keyboard.PressAsync("Enter");
        var suspended = until.ToString("'Suspended until' MMMM d, yyyy", CultureInfo.InvariantCulture);
        await Expect(desk.GetByText(suspended)).ToBeVisibleAsync();
        await EnterAsync(desk, "Back to the queue");
        await Expect(second.Locator(".desk-name")).ToHaveTextAsync(writer);
        await Expect(second).ToContainTextAsync(suspended);
        await Expect(desk.GetByText("Suspended until")).ToHaveCountAsync(1);

        await Expect(second).ToHaveClassAsync(new Regex("is-current"));
        await desk.Keyboard.PressAsync("p");
        await Expect(desk.Locator("#until")).ToBeFocusedAsync();
        await EnterAsync(desk, "Lift the suspension");
        await Expect(desk.GetByText("Saved.")).ToBeVisibleAsync();
        await Expect(desk.GetByText("Suspended until")).ToHaveCountAsync(0);
    }

    private static async Task EnterAsync(IPage page, string name)
    {
        for (var tab = 0; tab < MostTabs && await page.EvaluateAsync<string>("document.activeElement.textContent.trim()") != name; tab++) await page.Keyboard.PressAsync("Tab");
        Assert.Equal(name, await page.EvaluateAsync<string>("document.activeElement.textContent.trim()"));
        await page.Keyboard.PressAsync("Enter");
    }

    // A second press of a key that was not let go is a repetition.
    private static async Task HoldAsync(IPage desk, string key)
    {
        for (var i = 0; i < 6; i++) await desk.Keyboard.DownAsync(key);
        await desk.Keyboard.UpAsync(key);
    }

    private async Task<(IPage Desk, long Story)> OpenAsync(string title, string slug, int count, bool keepsNothing = false)
    {
        var story = await site.NumberOfAsync(await site.PublishAsync(title, slug));
        await site.HoldAsync(story, count, i => $"Letter {i}.");
        var desk = await site.OpenDeskAsync();
        if (keepsNothing) await desk.KeepNothingAsync();
        await desk.GotoAsync($"/newsroom/comments?story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        return (desk, story);
    }
}
