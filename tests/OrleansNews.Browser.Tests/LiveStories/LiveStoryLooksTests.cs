using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>A live story, one of its entries, and the page of those who write it, on every screen, light and dark.</summary>
[Collection(nameof(LiveStoryCollection))]
public sealed class LiveStoryLooksTests(StaffFixture site)
{
    private static readonly (string Headline, string Text)[] _entries =
    [
        ("Polls have closed", "The doors of **all** forty-one stations are shut. The first boxes are on their way to the town hall, by boat from the islands."),
        ("", "The ferry with the boxes from Cobb's Reach is late: fog. The count of the harbour ward begins without them."),
        ("Harbour ward: Ives ahead by 212 votes", "| Candidate | Votes |\n|---|---|\n| Ives | 1,204 |\n| Beck | 992 |\n\nTurnout was 71 per cent, the highest since the ward exists."),
        ("“We will ask for a recount”", "> Two hundred votes in a fog like this are nothing.\n\nsaid Beck's agent on the steps of the town hall."),
        ("A-very-long-word-that-nobody-divides-because-it-is-an-address-https://example.org/results/harbour-ward/stations/41", "See the list at [the town hall](https://example.org/)."),
    ];

    [Fact]
    public async Task Pages_OnAnyScreen_DoNotScrollSideways_AndHaveNoFaultThatAxeFinds()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("Election night on the estuary", "Forty-one stations, three islands and one town hall. Everything from the close of the polls on stands below.");
        await ines.GetByLabel("Live story").SelectOptionAsync("Yes, the newest entry first");
        await ines.PressAsync("Publish");
        var story = (await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href"))!;
        await ines.GetByRole(AriaRole.Link, new() { Name = "Live entries" }).ClickAsync();
        var desk = new Uri(ines.Url).AbsolutePath;
        foreach (var (headline, text) in _entries)
        {
            await ines.GetByLabel("Headline (may stay empty)").FillAsync(headline);
            if (headline.StartsWith("Harbour", StringComparison.Ordinal)) await ines.GetByLabel("Key event").CheckAsync();
            if (headline.StartsWith("Polls", StringComparison.Ordinal)) await ines.GetByLabel("Pin above all others").CheckAsync();
            await ines.GetByLabel("Entry, in Markdown").FillAsync(text);
            await ines.GetByRole(AriaRole.Button, new() { Name = "Add entry" }).ClickAsync();
            await Expect(ines.GetByLabel("Entry, in Markdown")).ToHaveValueAsync("");
        }

        var storage = await ines.Context.StorageStateAsync();
        foreach (var (name, width, scheme) in new[] { ("desktop-light", 1280, ColorScheme.Light), ("phone-dark", 390, ColorScheme.Dark) })
        {
            var person = await site.OpenReaderAsync(scheme: scheme, width: width, storage: storage);
            await ShootAsync(person, story, $"live-story-{name}");
            await ShootAsync(person, $"{story}entry-3/", $"live-entry-{name}");
            await ShootAsync(person, desk, $"live-desk-{name}");
            await ShootAsync(person, $"{desk}/3", $"live-correct-{name}");
        }
    }

    private static async Task ShootAsync(IPage person, string path, string name)
    {
        await person.GotoAsync(path);
        await person.AssertFitsAsync(name);
        await person.AssertAccessibleAsync(name);
        await person.KeepAsync(name);
    }
}
