using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>The editor without JavaScript.</summary>
public sealed class PlainEditorTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Story_IsSavedPreviewedAndPublished_WithoutScript()
    {
        var ines = await site.SetUpAsync();
        var mara = await site.InviteAsync(ines, "mara", "Author", javaScript: false);
        await mara.WriteAsync("The ferry stops", "No boat until *Monday*.");
        await Expect(mara.Locator(".toolbar")).ToBeHiddenAsync();
        await mara.PressAsync("Save draft");
        Assert.Equal("No boat until *Monday*.", await mara.Text().InputValueAsync());

        var preview = await mara.Context.RunAndWaitForPageAsync(() => mara.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync());
        await Expect(preview.Locator(".story-body em")).ToHaveTextAsync("Monday");
        await preview.CloseAsync();

        await mara.PressAsync("Publish");
        await mara.GetByRole(AriaRole.Link, new() { Name = "See the story" }).ClickAsync();
        await Expect(mara.Locator(".story-body em")).ToHaveTextAsync("Monday");
    }
}
