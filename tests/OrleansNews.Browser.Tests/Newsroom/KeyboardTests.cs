using System.Globalization;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Media;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>A day's work without a mouse: a story is begun, written, saved, scheduled and published, another one taken over, discussed, compared and restored, and a picture brought into the library, by keys alone.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class KeyboardTests(StaffFixture site)
{
    private const int MostTabs = 150;

    // What somebody who hears the page would be told that they are at.
    private const string Focused = """
        (() => {
          const element = document.activeElement;
          return (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim();
        })()
        """;

    [Fact]
    public async Task Story_IsWrittenSavedScheduledAndPublished_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom");
        await EnterAsync(ines, "Stories");
        await EnterAsync(ines, "New story");
        await TabToAsync(ines, "Headline");
        await ines.Keyboard.TypeAsync("Written without a mouse");
        await TabToAsync(ines, "Story");
        await ines.Keyboard.TypeAsync("The tide is ");
        await ines.Keyboard.PressAsync("Control+b");
        await ines.Keyboard.TypeAsync("out");
        await EnterAsync(ines, "Save draft");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Text()).ToHaveValueAsync("The tide is **out**");

        // Enter in a field saves; in that of the plan it plans.
        await EnterAsync(ines, "Dateline");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(ines.Locator(".state-scheduled")).ToHaveCountAsync(0);
        await TabToAsync(ines, "Goes out by itself at");
        await TypeMomentAsync(ines, TimeProvider.System.GetUtcNow().AddHours(1));
        await EnterHereAsync(ines);
        await Expect(ines.Locator(".state-scheduled")).ToBeVisibleAsync();

        await EnterAsync(ines, "Publish");
        await Expect(ines.Locator(".state-published")).ToBeVisibleAsync();
        await EnterAsync(ines, "See the story");
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
        await EnterAsync(ines, "Take over");
        await Expect(ines.Text()).ToBeEnabledAsync();
        await TabToAsync(ines, "New note; @login calls a colleague");
        await ines.Keyboard.TypeAsync("It was May, @tove.");
        await EnterAsync(ines, "Add note");
        await Expect(ines.Locator(".note-text")).ToHaveTextAsync("It was May, @tove.");

        await EnterAsync(ines, "History");
        await EnterAsync(ines, "Compare with 1");
        await Expect(ines.Locator("del")).ToHaveTextAsync("May");
        await Expect(ines.Locator("ins")).ToHaveTextAsync("June");
        await EnterAsync(ines, "Restore 1");
        await Expect(ines.Text()).ToHaveValueAsync("The mole is closed until May.");

        // The desk hears of a note behind the answer to who wrote it.
        await Waits.UntilAsync(
            async () =>
            {
                await tove.GotoAsync("/newsroom");
                return await tove.GetByText("Colleagues call you").IsVisibleAsync();
            },
            "Tove never sees that she is called.");
        await EnterAsync(tove, "Seen");
        await Expect(tove.GetByText("Colleagues call you")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Picture_IsBroughtInDescribedAndFound_ByKeysAlone()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom");
        await EnterAsync(ines, "Pictures");
        // Asked for before the last keys: a key that overtakes the question opens a chooser that nobody hears of.
        var chooser = ines.WaitForFileChooserAsync();
        await TabToAsync(ines, "File");
        await ines.Keyboard.PressAsync("Enter");
        await (await chooser).SetFilesAsync(new FilePayload { Name = "mole.jpg", MimeType = "image/jpeg", Buffer = Photos.Sunset() });
        await TabToAsync(ines, "Alternative text: what one sees");
        await ines.Keyboard.TypeAsync("The mole at dusk");
        await EnterAsync(ines, "Upload");
        await TabToAsync(ines, "From the left");
        await ines.Keyboard.TypeAsync("70");
        await EnterAsync(ines, "Save");
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();

        await EnterAsync(ines, "Pictures");
        await TabToAsync(ines, "Search pictures");
        await ines.Keyboard.TypeAsync("dusk");
        await EnterHereAsync(ines);
        await EnterAsync(ines, "The mole at dusk");
        await Expect(ines.GetByLabel("From the left")).ToHaveValueAsync("70");
    }

    private static async Task EnterAsync(IPage page, string name)
    {
        await TabToAsync(page, name);
        await EnterHereAsync(page);
    }

    private static async Task EnterHereAsync(IPage page)
    {
        var loaded = new TaskCompletionSource();
        void Tell(object? sender, IPage there) => loaded.TrySetResult();
        page.Load += Tell;
        await page.Keyboard.PressAsync("Enter");
        await loaded.Task.WaitAsync(TestContext.Current.CancellationToken);
        page.Load -= Tell;
    }

    // As somebody would who knows where they want to go, and sees where they are: each stop can be seen.
    private static async Task TabToAsync(IPage page, string name)
    {
        var stops = new List<string>();
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(Focused);
            stops.Add(focused);
            // The zone of a time stands behind its name.
            if (focused != name && !focused.StartsWith(name + " (", StringComparison.Ordinal)) continue;
            Assert.NotEqual("none 0px", await page.EvaluateAsync<string>("(() => { const style = getComputedStyle(document.activeElement); return `${style.outlineStyle} ${style.outlineWidth}`; })()"));
            return;
        }

        Assert.Fail($"No key leads to “{name}”, but to {string.Join(", ", stops.Distinct())}.");
    }

    // A field of date and time in American English, as Chromium has it here: its parts one after the other.
    private static async Task TypeMomentAsync(IPage page, DateTimeOffset moment)
    {
        await page.Keyboard.TypeAsync(moment.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync(moment.ToString("hhmm", CultureInfo.InvariantCulture) + "07" + moment.ToString("tt", CultureInfo.InvariantCulture));
    }
}
