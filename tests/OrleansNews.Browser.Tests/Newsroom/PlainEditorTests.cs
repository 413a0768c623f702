using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>The editor without JavaScript.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class PlainEditorTests(StaffFixture site)
{
    [Fact]
    public async Task Story_IsSavedPreviewedAndPublished_WithoutScript()
    {
        var ines = await site.OpenAdministratorAsync();
        var edda = await site.InviteAsync(ines, "edda", "Author", javaScript: false);
        await edda.WriteAsync("The ferry stops", "No boat until *Monday*.");
        await Expect(edda.Locator(".toolbar")).ToBeHiddenAsync();
        await edda.PressAsync("Save draft");
        Assert.Equal("No boat until *Monday*.", await edda.Text().InputValueAsync());

        var preview = await edda.Context.RunAndWaitForPageAsync(() => edda.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync());
        await Expect(preview.Locator(".story-body em")).ToHaveTextAsync("Monday");
        await preview.CloseAsync();

        await edda.PressAsync("Publish");
        await edda.GetByRole(AriaRole.Link, new() { Name = "See the story" }).ClickAsync();
        await Expect(edda.Locator(".story-body em")).ToHaveTextAsync("Monday");
    }
}
