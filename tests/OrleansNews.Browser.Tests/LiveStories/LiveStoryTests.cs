using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>An evening of a live story in Chromium: entries appear in a reader's page, wait where they would disturb, and are there without JavaScript after a reload.</summary>
[Collection(nameof(LiveStoryCollection))]
public sealed class LiveStoryTests(StaffFixture site)
{
    private static readonly string _long = string.Join("\n\n", Enumerable.Repeat("The count goes on in the town hall, and nobody leaves before the last box is open.", 12));

    [Fact]
    public async Task Entry_ThatIsTyped_IsNotLost_WhenAnotherOneIsPinned_UnlessItsWriterSaysSo()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("A long evening", "It begins.");
        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the newest entry first");
        await ines.PressAsync("Publish");
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();
        await ines.AddEntryAsync("First", "It is there.");
        var asked = new List<string>();
        ines.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Type);
            await (asked.Count == 1 ? dialog.DismissAsync() : dialog.AcceptAsync());
        };
        await ines.AwaitDeskScriptAsync();
        await ines.GetByLabel("Entry, in Markdown").FillAsync("Half a sen");

        await ines.Locator(".live-rows .actions form button").ClickAsync();
        await Waits.UntilAsync(() => Task.FromResult(asked.Count == 1), "Nobody was asked about the entry.");
        await Expect(ines.GetByLabel("Entry, in Markdown")).ToHaveValueAsync("Half a sen");
        await ines.Locator(".live-rows .actions form button").ClickAsync();
        await Expect(ines.Locator(".live-rows .state-published")).ToBeVisibleAsync();
        Assert.Equal(["beforeunload", "beforeunload"], asked);

        await ines.AddEntryAsync("Second", "A whole sentence.");
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task Entries_AppearWithoutReload_AndAreThereWithoutScriptAfterOne()
    {
        var ines = await site.OpenAdministratorAsync();
        var faults = new List<string>();
        await ines.WriteAsync("Election night", "The polls close at **eight**. Everything from then on stands below.");
        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the newest entry first");
        await ines.PressAsync("Publish");
        var story = (await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href"))!;
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();

        var reader = await site.OpenReaderAsync();
        reader.PageError += (_, fault) => faults.Add(fault);
        await reader.GotoAsync(story);
        await reader.EvaluateAsync("window.stillHere = true");
        await Expect(reader.Locator(".live-blog-state")).ToHaveTextAsync("0 entries");

        // Sent by keyboard, as one does all evening.
        await ines.AddEntryAsync("Polls have closed", "The doors of **all** stations are shut.");
        await Expect(reader.Locator("#live-entry-1 .live-entry-title")).ToHaveTextAsync("Polls have closed");
        await Expect(reader.Locator("#live-entry-1 strong")).ToHaveTextAsync("all");
        await ines.AddEntryAsync("", _long);
        await Expect(reader.Locator(".live-list .live-entry").First).ToHaveAttributeAsync("data-entry", "2");
        await Expect(reader.Locator(".live-blog-state")).ToHaveTextAsync("2 entries");

        // Whoever reads further down is not moved, and told.
        await reader.Locator("#live-entry-1").ScrollIntoViewIfNeededAsync();
        await reader.EvaluateAsync("document.getElementById('live-entry-1').scrollIntoView({ block: 'center', behavior: 'instant' })");
        var top = await reader.EvaluateAsync<int>("Math.round(document.getElementById('live-entry-1').getBoundingClientRect().top)");
        await ines.AddEntryAsync("First result", "The harbour ward is counted.", isKey: true);
        var button = reader.GetByRole(AriaRole.Button, new() { Name = "1 new entry" });
        await Expect(button).ToBeVisibleAsync();
        await Expect(reader.Locator("#live-entry-3")).ToBeHiddenAsync();
        Assert.InRange(await reader.EvaluateAsync<int>("Math.round(document.getElementById('live-entry-1').getBoundingClientRect().top)"), top - 2, top + 2);
        await button.ClickAsync();
        await Expect(reader.Locator("#live-entry-3")).ToBeInViewportAsync();
        await Expect(button).ToBeHiddenAsync();

        // Corrected, pinned, withdrawn: in place, and gone.
        await ines.GetByRole(AriaRole.Link, new() { Name = "First result" }).ClickAsync();
        await ines.GetByLabel("Entry, in Markdown").FillAsync("Two wards are counted.");
        await ines.PressAsync("Save the correction");
        await Expect(reader.Locator("#live-entry-3 .live-entry-body")).ToHaveTextAsync("Two wards are counted.");
        await Expect(reader.Locator("#live-entry-3 .live-entry-edited")).ToContainTextAsync("Edited");
        await ines.Locator("li[value='1']").GetByRole(AriaRole.Button, new() { Name = "Pin above all others" }).ClickAsync();
        await Expect(reader.Locator(".live-pinned #live-entry-1")).ToBeVisibleAsync();
        await ines.GetByRole(AriaRole.Link, new() { Name = "First result" }).ClickAsync();
        await ines.GetByText("Withdraw", new() { Exact = true }).First.ClickAsync();
        await ines.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await Expect(reader.Locator("#live-entry-3")).ToHaveCountAsync(0);
        Assert.True(await reader.EvaluateAsync<bool>("window.stillHere"));

        // Whoever was away asks for what they lack.
        await reader.Context.SetOfflineAsync(true);
        await ines.AddEntryAsync("While you were away", "Something happened.");
        await reader.Context.SetOfflineAsync(false);
        await reader.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(reader.Locator("#live-entry-4 .live-entry-title")).ToHaveTextAsync("While you were away");
        await reader.Locator("#live-entry-4 a[rel=bookmark]").ClickAsync();
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("While you were away");
        Assert.Empty(faults);

        var plain = await site.OpenReaderAsync(javaScript: false);
        await plain.GotoAsync(story);
        await ines.AddEntryAsync("Last words", "Good night.");
        // A page that is kept may be a second old.
        do await plain.ReloadAsync();
        while (await plain.GetByText("Last words").CountAsync() == 0);
        await Expect(plain.Locator(".live-list .live-entry-title").First).ToHaveTextAsync("Last words");
    }
}
