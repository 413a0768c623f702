using System.Globalization;
using Microsoft.Playwright;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Newsroom;

/// <summary>The life of a story in Chromium: embargoed, scheduled, gone out by itself, corrected, restored.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class PlanningTests(StaffFixture site)
{
    [Fact]
    public async Task Story_IsEmbargoedScheduledCorrectedAndRestored_AndReadersSeeWhatChanged()
    {
        var ines = await site.OpenAdministratorAsync();
        var reader = await site.OpenReaderAsync(javaScript: false);
        await ines.WriteAsync("The quay is closed", "It is closed until *May*.");
        await ines.GetByLabel("Under embargo until").FillAsync("2099-01-01T06:00:01");
        await ines.GetByRole(AriaRole.Button, new() { Name = "Set embargo" }).ClickAsync();
        await Expect(ines.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose a moment within five years.");
        await ines.GetByLabel("Under embargo until").FillAsync(InSeconds(3600));
        await ines.PressAsync("Set embargo");
        await ines.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(ines.GetByRole(AriaRole.Alert)).ToContainTextAsync("The story is under embargo.");
        await reader.GotoAsync("/");
        await Expect(reader.GetByText("The quay is closed")).ToBeHiddenAsync();

        await ines.GetByLabel("Under embargo until").FillAsync("");
        await ines.PressAsync("Set embargo");
        await ines.GetByLabel("Goes out by itself at").FillAsync(InSeconds(8)); // So late that the answer to who scheduled it comes before, on a busy machine too.
        await ines.PressAsync("Schedule");
        await Expect(ines.Locator(".state-scheduled")).ToBeVisibleAsync();
        var address = ines.Url.Split('?')[0];
        while (!await ines.Locator(".state-published").IsVisibleAsync()) await ines.GotoAsync(address);
        await (await Waits.UntilOnFrontPageAsync(reader, "The quay is closed")).ClickAsync();
        await Expect(reader.Locator(".story-body em")).ToHaveTextAsync("May");

        await ines.Text().FillAsync("It is closed until *June*.");
        await ines.GetByLabel("Correction for readers").FillAsync("The quay is closed until June, not May.");
        await ines.PressAsync("Update");
        await reader.ReloadAsync();
        while (!await reader.GetByText("The quay is closed until June, not May.").IsVisibleAsync()) await reader.ReloadAsync();
        await reader.GetByRole(AriaRole.Link, new() { Name = "What changed" }).ClickAsync();
        await Expect(reader.Locator("del")).ToHaveTextAsync("May");
        await Expect(reader.Locator("ins")).ToHaveTextAsync("June");

        await ines.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await ines.PressAsync("Restore 1");
        await Expect(ines.Text()).ToHaveValueAsync("It is closed until *May*.");
        await ines.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(ines.GetByText("Revision 1 was restored")).ToBeVisibleAsync();
    }

    // A browser leaves seconds out where they are none, and then the field has another value than was filled in.
    private static string InSeconds(int seconds)
    {
        var moment = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        return (moment.Second == 0 ? moment.AddSeconds(1) : moment).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
