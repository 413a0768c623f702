using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>Writing in Chromium, with the script of the editor and without.</summary>
public sealed class EditorTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Story_IsSavedByItself_ShownBesideItself_AndPublished_AndTwoWhoWriteLoseNothing()
    {
        var ines = await site.SetUpAsync();
        var mara = await site.InviteAsync(ines, "mara", "Author");
        var faults = new List<string>();
        mara.PageError += (_, fault) => faults.Add(fault);

        // The answer to the first save that the script makes is lost: what is stored is her own, and no colleague's.
        await mara.RouteAsync("**/autosave", LoseAnswerAsync, new() { Times = 1 });
        await mara.WriteAsync("The harbour wakes", "The first boats");
        await mara.Text().FocusAsync();
        await mara.Keyboard.PressAsync("End");
        await mara.Keyboard.TypeAsync(" come in ");
        await mara.Keyboard.PressAsync("Control+b");
        await mara.Keyboard.TypeAsync("at four");
        await Expect(mara.Locator("#preview strong")).ToHaveTextAsync("at four");
        await Expect(mara.Locator("#editor-state.is-problem")).ToBeVisibleAsync();
        await mara.PressAsync("Save draft");
        var address = mara.Url.Split('?')[0];
        Assert.Equal("The first boats come in **at four**", await mara.Text().InputValueAsync());

        // Ines takes it over while Mara goes on writing: Mara's words stay in her page, and nothing of either is lost.
        await ines.GotoAsync(address);
        await Expect(ines.GetByText("has this story open since")).ToBeVisibleAsync();
        await Expect(ines.Text()).ToBeDisabledAsync();
        await ines.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await ines.Text().FillAsync("Ines has another text.");
        await ines.PressAsync("Save draft");
        await mara.Text().FillAsync("Mara wrote more meanwhile.");
        await Expect(mara.Locator("#editor-state")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-problem"));
        await mara.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Expect(mara.GetByRole(AriaRole.Heading, new() { Name = "Two texts of one story" })).ToBeVisibleAsync();
        Assert.Equal("Ines has another text.", await mara.Locator("#their-body").InputValueAsync());
        Assert.Equal("Mara wrote more meanwhile.", await mara.Text().InputValueAsync());

        await ines.PressAsync("Publish");
        await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).ClickAsync();
        await Expect(ines.GetByText("Ines has another text.")).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    private static async Task LoseAnswerAsync(IRoute route)
    {
        await route.FetchAsync();
        await route.AbortAsync();
    }
}
