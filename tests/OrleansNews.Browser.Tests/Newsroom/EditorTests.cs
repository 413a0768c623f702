using System.Diagnostics;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>Writing in Chromium, with the script of the editor and without.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class EditorTests(StaffFixture site)
{
    private static readonly (string Button, string Marked)[] _markdown =
    [
        ("Bold", "**The tide**"), ("Italic", "*The tide*"), ("Link", "[The tide](https://)"), ("Subheading", "## The tide"), ("Quotation", "> The tide"), ("List", "- The tide"),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly (string Button, string Marked)[] _html =
    [
        ("Bold", "<strong>The tide</strong>"), ("Italic", "<em>The tide</em>"), ("Link", "<a href=\"https://\">The tide</a>"),
        ("Subheading", "<h2>The tide</h2>"), ("Quotation", "<blockquote>The tide</blockquote>"), ("List", "<ul>\n<li>The tide</li>\n</ul>"),
    ];

    [Fact]
    public async Task Story_IsSavedByItself_ShownBesideItself_AndPublished_AndTwoWhoWriteLoseNothing()
    {
        var ines = await site.OpenAdministratorAsync();
        var mara = await site.InviteAsync(ines, "mara", "Author");
        var faults = new List<string>();
        mara.PageError += (_, fault) => faults.Add(fault);

        // The answer to the first save that the script makes is lost: what is stored is her own, and no colleague's.
        await mara.RouteAsync("**/autosave", LoseAnswerAsync, new() { Times = 1 });
        await mara.WriteAsync("The harbour wakes", "The first boats");
        // A key for bold is the browser's own until the script is there.
        await Expect(mara.GetByRole(AriaRole.Toolbar)).ToBeVisibleAsync();
        await mara.Text().FocusAsync();
        await mara.Keyboard.PressAsync("End");
        await mara.Keyboard.TypeAsync(" come in ");
        await mara.Keyboard.PressAsync("Control+b");
        await mara.Keyboard.TypeAsync("at four");
        await Expect(mara.Locator("#preview strong")).ToHaveTextAsync("at four");
        await Expect(mara.Locator("#words")).ToHaveTextAsync("7 words");
        await TypeOnUntilAsync(mara, "#editor-state.is-problem");
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

    // Whoever writes without a pause is saved as well: what they wait for comes while they type, and not when they have stopped.
    private static async Task TypeOnUntilAsync(IPage page, string state)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience;)
        {
            if (await page.Locator(state).IsVisibleAsync()) return;
            await page.Keyboard.TypeAsync("x");
            await page.Keyboard.PressAsync("Backspace");
        }

        Assert.Fail("Nothing was saved while somebody typed.");
    }

    [Fact]
    public async Task Toolbar_EachButton_MarksWhatIsSelected_InTheLanguageOfTheStory()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("Marks", "");
        foreach (var (format, marks) in new[] { ("Markdown", _markdown), ("Html", _html) })
        {
            await ines.GetByLabel("Written in").SelectOptionAsync(format);
            Assert.Equal(marks.Select(mark => mark.Button), await ines.Locator(".toolbar [data-mark]").EvaluateAllAsync<string[]>("buttons => buttons.map(button => button.title)"));
            foreach (var (button, expected) in marks)
            {
                await ines.Text().FillAsync("\nThe tide\nis out");
                await ines.Text().EvaluateAsync("text => text.setSelectionRange(1, 9)");
                await ines.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
                Assert.Equal((button, $"\n{expected}\nis out"), (button, await ines.Text().InputValueAsync()));
                await Expect(ines.Text()).ToBeFocusedAsync();
            }
        }

        // Marks of lines are set before each of them, and before the line in which the cursor is.
        await ines.GetByLabel("Written in").SelectOptionAsync("Markdown");
        await MarkAsync("Quotation", "\nThe tide", 0, 0, "> \nThe tide");
        await MarkAsync("List", "The tide\nis out", 4, 10, "- The tide\n- is out");

        var preview = ines.Locator(".toolbar").GetByRole(AriaRole.Button, new() { Name = "Preview" });
        await Expect(ines.Locator("#preview")).ToBeVisibleAsync();
        await preview.ClickAsync();
        await Expect(preview).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(ines.Locator("#preview")).ToBeHiddenAsync();
        await preview.ClickAsync();
        await Expect(ines.Locator("#preview li")).ToHaveTextAsync(["The tide", "is out"]);

        async Task MarkAsync(string button, string text, int from, int to, string expected)
        {
            await ines.Text().FillAsync(text);
            await ines.Text().EvaluateAsync("(text, [from, to]) => text.setSelectionRange(from, to)", new[] { from, to });
            await ines.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            Assert.Equal(expected, await ines.Text().InputValueAsync());
        }
    }

    /// <summary>Every button sends all that is typed, and whoever leaves the page is asked.</summary>
    [Fact]
    public async Task Note_ThatIsTyped_IsNotLost_WhenTheDraftIsSavedOrThePageIsLeft_UnlessItsWriterSaysSo()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("Two forms", "One text.");
        await ines.PressAsync("Save draft");
        var asked = new List<string>();
        var stays = true;
        ines.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await (stays ? dialog.DismissAsync() : dialog.AcceptAsync());
        };
        await ines.GetByLabel("New note").FillAsync("Is it so?");

        await ines.PressAsync("Save draft");
        await Expect(ines.GetByLabel("New note")).ToHaveValueAsync("Is it so?");
        Assert.Empty(asked);
        await ines.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Waits.UntilAsync(() => Task.FromResult(asked.Count == 1), "Nobody was asked about the note.");
        await Expect(ines.GetByLabel("New note")).ToHaveValueAsync("Is it so?");

        // The note itself is sent without a question, with a text that is not saved yet; after it there is nothing to ask, and the text is saved by itself.
        await ines.Text().FillAsync("Another text.");
        await ines.PressAsync("Add note");
        await Expect(ines.Locator(".note-text")).ToHaveTextAsync("Is it so?");
        await Expect(ines.Text()).ToHaveValueAsync("Another text.");
        await Expect(ines.Locator("#editor-state")).ToContainTextAsync("Saved", new() { Timeout = (float)Patience.TotalMilliseconds });
        await ines.GetByLabel("Goes out by itself at").FillAsync("2099-01-01T06:00:01");
        stays = false;
        await ines.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(ines.GetByRole(AriaRole.Heading, new() { Name = "History" })).ToBeVisibleAsync();
        Assert.Equal(["beforeunload", "beforeunload"], asked);
    }

    [Fact]
    public async Task Save_OfTheScriptThatIsNeverAnswered_IsGivenUp_AndTheButtonSaves()
    {
        var ines = await site.OpenAdministratorAsync();
        // The time of the test, not the order of things.
        await ines.AddInitScriptAsync("const timeout = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = (time) => timeout(Math.min(time, 300));");
        await ines.RouteAsync("**/autosave", _ => Task.CompletedTask, new() { Times = 1 });
        await ines.WriteAsync("Nobody answers", "Every word of it.");
        await Expect(ines.Locator("#editor-state")).ToHaveTextAsync("Not saved: the newspaper does not answer. It is tried again.", new() { Timeout = (float)Patience.TotalMilliseconds });

        await ines.PressAsync("Save draft");

        Assert.Equal("Every word of it.", await ines.Text().InputValueAsync());
    }

    [Fact]
    public async Task Words_ThatWereTypedBeforeTheScriptHadCome_AreSavedByItself()
    {
        var ines = await site.OpenAdministratorAsync();
        var asked = new TaskCompletionSource();
        var typed = new TaskCompletionSource();
        await ines.RouteAsync("**/story-editor*.js*", async route =>
        {
            asked.TrySetResult();
            await typed.Task;
            await route.ContinueAsync();
        });
        await ines.WriteAsync("Quicker than the script", "Every word of it.");
        await asked.Task.WaitAsync(Patience);
        await Expect(ines.Locator("#editor-state")).ToBeEmptyAsync();

        typed.SetResult();

        await Expect(ines.Locator("#editor-state")).ToContainTextAsync("Saved", new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    /// <summary>A tablet ends pages in the background without a word: what was typed is saved when the page is put there.</summary>
    [Fact]
    public async Task Words_AreSaved_WhenThePageIsPutAside()
    {
        var ines = await site.OpenAdministratorAsync();
        // The clock of the page stands still: what is saved is saved for another reason than that time has passed.
        await ines.Clock.InstallAsync();
        await ines.WriteAsync("Put aside", "Every word of it.");
        await Expect(ines.Locator("#words")).ToHaveTextAsync("4 words");
        await ines.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        await ines.Text().FillAsync("Every word of it, and one more.");
        await ines.Locator("#editor-state").EvaluateAsync("state => { state.textContent = ''; }");

        await ines.EvaluateAsync("() => { Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); document.dispatchEvent(new Event('visibilitychange')); }");

        await Expect(ines.Locator("#editor-state")).ToContainTextAsync("Saved", new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    /// <summary>The page that is open knows what its script saved: it throws that away, and withdraws the story, without being loaded again.</summary>
    [Fact]
    public async Task Draft_ThatTheScriptSaved_IsThrownAway_AndItsStoryWithdrawn_FromTheSamePage()
    {
        var ines = await site.OpenAdministratorAsync();
        var discard = ines.Locator(".discard");
        var thrownAway = ines.GetByText("threw this story away");
        await ines.WriteAsync("A false start", "x");
        await Expect(discard).ToBeHiddenAsync();
        await UntilSavedAsync("Throw the story away");
        await ines.GetByRole(AriaRole.Button, new() { Name = "Throw the story away" }).ClickAsync();
        await Expect(thrownAway).ToBeVisibleAsync();

        await ines.PressAsync("Take it back");
        await ines.PressAsync("Publish");
        await Expect(discard).ToBeHiddenAsync();
        await ines.Text().FillAsync("xx");
        await UntilSavedAsync("Throw the change away");
        await ines.GetByRole(AriaRole.Button, new() { Name = "Throw the change away" }).ClickAsync();
        await Expect(ines.GetByText("threw the change away")).ToBeVisibleAsync();
        await ines.Text().FillAsync("xxx");
        await UntilSavedAsync("Throw the change away");
        await Expect(ines.GetByText("threw the change away")).ToBeHiddenAsync();
        await ines.Locator("summary", new() { HasText = "Withdraw the story" }).ClickAsync();
        await ines.PressAsync("Withdraw the story");
        await Expect(ines.Locator(".state-withdrawn")).ToBeVisibleAsync();

        async Task UntilSavedAsync(string action)
        {
            await Expect(discard).ToBeVisibleAsync(new() { Timeout = (float)Patience.TotalMilliseconds });
            await discard.Locator("summary", new() { HasText = action }).ClickAsync();
        }
    }

    private static async Task LoseAnswerAsync(IRoute route)
    {
        await route.FetchAsync();
        await route.AbortAsync();
    }
}
