using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Media;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>A day's work without a mouse: a story is begun, written, saved, scheduled and published, another one taken over, discussed, compared and restored, and a picture brought into the library, by keys alone.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class KeyboardTests(StaffFixture site)
{
    [Fact]
    public async Task Story_IsWrittenSavedScheduledAndPublished_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom");
        await ines.EnterAsync("Stories");
        await ines.EnterAsync("New story");
        await ines.TabToAsync("Headline");
        await ines.Keyboard.TypeAsync("Written without a mouse");
        await ines.TabToAsync("Story");
        await ines.Keyboard.TypeAsync("The tide is ");
        // The key is the browser's own until the script is there.
        await Expect(ines.GetByRole(AriaRole.Toolbar)).ToBeVisibleAsync();
        await ines.Keyboard.PressAsync("Control+b");
        await ines.Keyboard.TypeAsync("out");
        await ines.EnterAsync("Save draft");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Text()).ToHaveValueAsync("The tide is **out**");

        // Enter in a field saves; in that of the plan it plans.
        await ines.EnterAsync("Dateline");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Locator(".state-scheduled")).ToHaveCountAsync(0);
        await ines.TabToAsync("Goes out by itself at");
        await ines.TypeMomentAsync(TimeProvider.System.GetUtcNow().AddHours(1));
        await ines.EnterHereAsync();
        await Expect(ines.Locator(".state-scheduled")).ToBeVisibleAsync();

        await ines.EnterAsync("Publish");
        await Expect(ines.Locator(".state-published")).ToBeVisibleAsync();
        await ines.EnterAsync("See the story");
        await Expect(ines.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Written without a mouse");
        await Expect(ines.Locator(".story-body strong")).ToHaveTextAsync("out");
    }

    [Fact]
    public async Task Story_IsTakenOverDiscussedComparedAndRestored_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        var tove = await site.InviteAsync(ines, "tove", "Editor");
        await tove.WriteAsync("The mole", "The mole is closed until May.");
        await tove.PressAsync("Publish");
        await tove.Text().FillAsync("The mole is closed until June.");
        await tove.PressAsync("Update");

        await ines.GotoAsync(tove.Url.Split('?')[0]);
        await Expect(ines.Text()).ToBeDisabledAsync();
        await ines.EnterAsync("Take over");
        await Expect(ines.Text()).ToBeEnabledAsync();
        await ines.TabToAsync("New note; @login calls a colleague");
        await ines.Keyboard.TypeAsync("It was May, @tove.");
        await ines.EnterAsync("Add note");
        await Expect(ines.Locator(".note-text")).ToHaveTextAsync("It was May, @tove.");

        await ines.EnterAsync("History");
        await ines.EnterAsync("Compare with 1");
        await Expect(ines.Locator("del")).ToHaveTextAsync("May");
        await Expect(ines.Locator("ins")).ToHaveTextAsync("June");
        await ines.EnterAsync("Restore 1");
        await Expect(ines.Text()).ToHaveValueAsync("The mole is closed until May.");

        // The desk hears of a note behind the answer to who wrote it.
        await Waits.UntilAsync(
            async () =>
            {
                await tove.GotoAsync("/newsroom");
                return await tove.GetByText("Colleagues call you").IsVisibleAsync();
            },
            "Tove never sees that she is called.");
        await tove.EnterAsync("Seen");
        await Expect(tove.GetByText("Colleagues call you")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Picture_IsBroughtInDescribedAndFound_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom");
        await ines.EnterAsync("Pictures");
        // Asked for before the last keys: a key that overtakes the question opens a chooser that nobody hears of.
        var chooser = ines.WaitForFileChooserAsync();
        await ines.TabToAsync("File");
        await ines.Keyboard.PressAsync("Enter");
        await (await chooser).SetFilesAsync(new FilePayload { Name = "mole.jpg", MimeType = "image/jpeg", Buffer = Photos.Sunset() });
        await ines.TabToAsync("Alternative text: what one sees");
        await ines.Keyboard.TypeAsync("The mole at dusk");
        await ines.EnterAsync("Upload");
        await ines.TabToAsync("From the left");
        await ines.Keyboard.TypeAsync("70");
        await ines.EnterAsync("Save");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();

        await ines.EnterAsync("Pictures");
        await ines.TabToAsync("Search pictures");
        await ines.Keyboard.TypeAsync("dusk");
        await ines.EnterHereAsync();
        await ines.EnterAsync("The mole at dusk");
        await Expect(ines.GetByLabel("From the left")).ToHaveValueAsync("70");
    }
}
