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

        // A note and a text that stand in the page: whichever is sent, the other stays.
        await edda.GetByLabel("New note").FillAsync("Since when?");
        await edda.PressAsync("Save draft");
        await Expect(edda.GetByLabel("New note")).ToHaveValueAsync("Since when?");
        await edda.Headline().FillAsync("The ferry has stopped");
        await edda.PressAsync("Add note");
        await Expect(edda.Locator(".note-text")).ToHaveTextAsync("Since when?");
        await Expect(edda.Headline()).ToHaveValueAsync("The ferry has stopped");

        await edda.PressAsync("Publish");
        await Expect(edda.Headline()).ToHaveValueAsync("The ferry has stopped");
        await edda.GetByRole(AriaRole.Link, new() { Name = "See the story" }).ClickAsync();
        await Expect(edda.Locator(".story-body em")).ToHaveTextAsync("Monday");
    }
}
