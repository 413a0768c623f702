using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>The settings of the newspaper in Chromium.</summary>
public sealed class SettingsTests(SettingsTests.FixedTagline site) : IClassFixture<SettingsTests.FixedTagline>
{
    [Fact]
    public async Task Newspaper_IsRenamedReorderedAndReaddressed_WithoutJavaScript_AndReadersSeeIt()
    {
        var story = await site.PublishAsync("The ferry stops", "ferry-stops");
        var session = await site.SessionAsync();
        var ines = await site.OpenReaderAsync(javaScript: false, storage: session);
        var reader = await site.OpenReaderAsync(javaScript: false);
        await reader.GotoAsync("/");

        await ines.GotoAsync("/newsroom");
        await ines.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(ines.GetByLabel("Tagline")).ToBeDisabledAsync();
        await ines.GetByLabel("Site title").FillAsync("The Evening Tide");
        await ines.GetByLabel("Time zone").FillAsync("Nowhere");
        await SaveAsync(ines);
        await Expect(ines.GetByRole(AriaRole.Alert)).ToContainTextAsync("IANA name");
        await Expect(ines.GetByLabel("Site title")).ToHaveValueAsync("The Evening Tide");
        await ines.GetByLabel("Time zone").FillAsync("Europe/Lisbon");
        await SaveAsync(ines);
        // Who saves sees it at once; a reader within the next two seconds, however often they ask.
        await Expect(ines.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Expect(ines.Locator(".masthead .site-title")).ToHaveTextAsync("The Evening Tide");
        while (await reader.Locator(".masthead .site-title").TextContentAsync() != "The Evening Tide") await reader.ReloadAsync();

        await ines.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link, new() { Name = "Sections" }).ClickAsync();
        await ines.GetByLabel("Sections of the navigation").FillAsync("World\nPolitics / Around here = politics/local\nHarbour");
        await SaveAsync(ines);
        await Expect(ines.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        while (await reader.Locator("nav.sections a").CountAsync() != 3) await reader.ReloadAsync();
        await Expect(reader.Locator("nav.sections a")).ToHaveTextAsync(["World", "Around here", "Harbour"]);

        await ines.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link, new() { Name = "Permalinks" }).ClickAsync();
        await ines.GetByLabel("Post name").CheckAsync();
        await SaveAsync(ines);
        await Expect(ines.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        do await reader.GotoAsync(story);
        while (new Uri(reader.Url).AbsolutePath != "/ferry-stops/");
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "The ferry stops" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("phone-dark", 390, ColorScheme.Dark)]
    [InlineData("desktop-light", 1280, ColorScheme.Light)]
    public async Task Settings_OnAnyScreen_DoNotScrollSideways_AndHaveNoFaultThatAxeFinds(string name, int width, ColorScheme scheme)
    {
        var ines = await site.OpenAdministratorAsync(scheme, width);
        foreach (var page in new[] { "", "/permalinks", "/sections", "/discussion" })
        {
            await ines.GotoAsync("/newsroom/settings" + page);
            await ShootAsync(ines, $"settings{page.Replace('/', '-')}-{name}");
        }

        await ines.GotoAsync("/newsroom/settings");
        await ines.GetByLabel("Time zone").FillAsync("Nowhere");
        await SaveAsync(ines);
        await ShootAsync(ines, $"settings-refused-{name}");
    }

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

    private static async Task ShootAsync(IPage page, string name)
    {
        await page.AssertFitsAsync(name);
        await page.AssertAccessibleAsync(name);
        await page.KeepAsync(name);
    }

    /// <summary>A newspaper whose configuration says what its tagline is.</summary>
    public sealed class FixedTagline : StaffFixture
    {
        protected override IEnumerable<string> Settings => [.. base.Settings, "--Site:Tagline=Both banks, every morning", "--Discussion:MaxLinks=4"];
    }
}
