using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Moderation;

/// <summary>What the desk says when a script has decided about the last comment that it showed, in Chromium.</summary>
[Collection(nameof(DeskCollection))]
public sealed class DeskEmptyTests(DeskFixture site)
{
    // Its buttons, and words beside them.
    private const float LargestToast = 72;

    [Fact]
    public async Task LastComment_Decided_TheDeskSaysThatNothingIsLeft_UntilItIsBack()
    {
        var desk = await OpenAsync("The last letters", "last-letters", 2, "held");
        var (empty, rows) = (desk.Locator(".desk-empty"), desk.Locator(".desk-row"));
        await Expect(empty).ToBeHiddenAsync();

        await rows.First.Locator(".desk-act-approve").ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(empty).ToBeHiddenAsync();
        await rows.First.Locator(".desk-act-trash").ClickAsync();

        await Expect(empty).ToBeVisibleAsync();
        await Expect(empty).ToHaveTextAsync("No comment fits.");
        await desk.KeepAsync("desk-empty");
        await desk.Keyboard.PressAsync("u");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(empty).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Everything_DecidedAtOnce_LeavesNothing_AndNoWayToMore()
    {
        var desk = await OpenAsync("A page and more", "page-and-more", 55, "held");
        await Expect(desk.Locator(".desk-more")).ToHaveCountAsync(1);

        await desk.Locator("input[name=everything]").CheckAsync();
        await desk.Locator(".desk-bulk button[value=spam]").ClickAsync();

        await Expect(desk.Locator(".desk-empty")).ToBeVisibleAsync();
        await Expect(desk.Locator(".desk-more")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Queue_InWhichADecidedCommentStays_IsNotCalledEmpty()
    {
        var desk = await OpenAsync("Letters that stay", "letters-that-stay", 1, "all");

        await desk.RunAndWaitForResponseAsync(() => desk.Locator(".desk-act-approve").ClickAsync(), answer => answer.Url.Contains("/newsroom/comments?queue=all", StringComparison.Ordinal));

        await Expect(desk.Locator("#desk-toast")).ToContainTextAsync("1 comment approved.");
        await Expect(desk.Locator(".desk-empty")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Message_OnAPhone_StandsBesideItsButtons()
    {
        var desk = await OpenAsync("Letters on a phone", "letters-on-a-phone", 3, "held");
        await desk.SetViewportSizeAsync(390, 800);
        var toast = desk.Locator("#desk-toast");
        await desk.Locator(".desk-select input").First.CheckAsync();
        await desk.Locator(".desk-select input").Last.CheckAsync();

        await desk.Locator(".desk-bulk button[value=trash]").ClickAsync();

        await Expect(toast).ToContainTextAsync("2 comments moved to the trash.");
        await desk.KeepAsync("desk-toast-words");
        Assert.InRange((await toast.BoundingBoxAsync())!.Height, 1, LargestToast);
        await desk.AssertFitsAsync("a message on a phone");
    }

    private async Task<IPage> OpenAsync(string title, string slug, int count, string queue)
    {
        var story = await site.NumberOfAsync(await site.PublishAsync(title, slug));
        await site.HoldAsync(story, count, i => $"Letter {i}.");
        var desk = await site.OpenDeskAsync();
        await desk.GotoAsync($"/newsroom/comments?queue={queue}&story={story}");
        await Expect(desk.Locator("#desk-keys")).ToBeVisibleAsync();
        return desk;
    }
}
