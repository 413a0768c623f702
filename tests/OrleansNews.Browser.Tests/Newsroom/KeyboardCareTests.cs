using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>What becomes of stories afterwards, and of colleagues, without a mouse: corrected, held back, withdrawn, gone on with entry by entry; let in, given another role, logged out.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class KeyboardCareTests(StaffFixture site)
{
    [Fact]
    public async Task PublishedStory_IsCorrectedAndWithdrawn_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("The lock is shut", "It is shut until May.");
        await ines.PressAsync("Publish");

        await ines.TabToAsync("Story");
        await ines.Keyboard.PressAsync("Control+a");
        await ines.Keyboard.TypeAsync("It is shut until June.");
        await ines.TabToAsync("Correction for readers: what was wrong");
        await ines.Keyboard.TypeAsync("We said May; it is June.");
        await ines.TabToAsync("Readers may compare the texts");
        await ines.Keyboard.PressAsync("Space");
        await ines.EnterAsync("Update");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        var editor = ines.Url.Split('?')[0];
        await ines.EnterAsync("See the story");
        await Expect(ines.Locator(".story-body")).ToContainTextAsync("June");
        await Expect(ines.GetByText("We said May; it is June.")).ToBeVisibleAsync();
        await Expect(ines.Locator("a[href$='what-changed/']")).ToHaveCountAsync(0);

        await ines.GotoAsync(editor);
        await ines.TabToAsync("Withdraw the story");
        await ines.Keyboard.PressAsync("Enter");
        await ines.TabToAsync("Reason, for the history");
        await ines.Keyboard.TypeAsync("There is no lock");
        await ines.EnterAsync("Withdraw the story", isButton: true);
        await Expect(ines.Locator(".state-withdrawn")).ToBeVisibleAsync();
        await ines.EnterAsync("History");
        await Expect(ines.GetByText("There is no lock")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Embargo_IsSetAndEnded_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("The report of the harbour board", "It says what one feared.");
        await ines.PressAsync("Save draft");

        await ines.TabToAsync("Under embargo until");
        await ines.TypeMomentAsync(TimeProvider.System.GetUtcNow().AddHours(2));
        await ines.EnterHereAsync();
        await Expect(ines.Locator(".status-line .state-embargo")).ToBeVisibleAsync();
        await ines.EnterAsync("Publish");
        await Expect(ines.Locator("#error-summary")).ToContainTextAsync("embargo");
        await Expect(ines.Locator(".status-line .state-published")).ToHaveCountAsync(0);

        // Emptied part by part.
        await ines.TabToAsync("Under embargo until");
        for (var part = 0; part < 7; part++)
        {
            await ines.Keyboard.PressAsync("Delete");
            await ines.Keyboard.PressAsync("ArrowRight");
        }

        await ines.EnterAsync("Set embargo");
        await Expect(ines.Locator(".status-line .state-embargo")).ToHaveCountAsync(0);
        await ines.EnterAsync("Publish");
        await Expect(ines.Locator(".status-line .state-published")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LiveStory_GetsEntriesThatArePinnedAndCorrected_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("The regatta", "All of it, as it happens.");
        await ines.TabToAsync("Live story");
        await ines.Keyboard.PressAsync("ArrowDown");
        await Expect(ines.GetByLabel("Live story")).ToHaveValueAsync("NewestFirst");
        await ines.EnterAsync("Publish");

        await ines.EnterAsync("Live entries");
        foreach (var text in new[] { "They are off.", "The *Petrel* leads." })
        {
            await ines.TabToAsync("Entry, in Markdown");
            await ines.Keyboard.TypeAsync(text);
            await ines.EnterAsync("Add entry");
            await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        }

        await ines.EnterAsync("Pin above all others", isButton: true);
        await Expect(ines.Locator(".live-rows .state-published")).ToHaveTextAsync("Pinned");
        await ines.EnterAsync("Unpin");
        await Expect(ines.Locator(".live-rows .state-published")).ToHaveCountAsync(0);

        await ines.EnterAsync("The Petrel leads.");
        await ines.TabToAsync("Entry, in Markdown");
        await ines.Keyboard.PressAsync("Control+a");
        await ines.Keyboard.TypeAsync("The *Tern* leads.");
        await ines.EnterAsync("Save the correction");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await ines.EnterAsync("See the story");
        await Expect(ines.Locator(".live-entry em").First).ToHaveTextAsync("Tern");
    }

    [Fact]
    public async Task Colleague_IsLetInGivenARoleAndLoggedOut_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom");
        await ines.EnterAsync("Staff");
        await ines.TabToAsync("Login name");
        await ines.Keyboard.TypeAsync("kim");
        await ines.TabToAsync("Name shown with your stories");
        await ines.Keyboard.TypeAsync("Kim Aalto");
        await ines.TabToAsync("Email");
        await ines.Keyboard.TypeAsync("kim@example.org");
        await ines.TabToAsync("Role");
        await ines.Keyboard.TypeAsync("Author");
        await ines.EnterAsync("Create the account");
        var kim = await site.AcceptAsync(new((await ines.Locator(".secrets code").First.TextContentAsync())!), "kim");
        await Expect(kim.Locator(".newsroom-nav")).ToContainTextAsync("Pictures");

        await ines.EnterAsync("Staff");
        await ines.EnterAsync("Kim Aalto");
        await ines.TabToAsync("Role");
        await Expect(ines.Locator("#role")).ToHaveValueAsync("Author");
        await ines.Keyboard.TypeAsync("Contributor");
        await ines.EnterAsync("Change role");
        await Expect(ines.Locator("#role")).ToHaveValueAsync("Contributor");

        await ines.EnterAsync("Log out of 1 browser");
        await Expect(ines.GetByText("Log out of 1 browser")).ToHaveCountAsync(0);
        await Waits.UntilAsync(
            async () =>
            {
                await kim.GotoAsync("/newsroom");
                return kim.Url.Contains("/login", StringComparison.Ordinal);
            },
            "Kim is signed in for ever.");
    }
}
