using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Newsroom;

/// <summary>The pages of those who write, as axe sees them, and none wider than its window.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class NewsroomAccessibilityTests(StaffFixture site)
{
    [Fact]
    public async Task Page_OfTheNewsroom_HasNoFaultThatAxeFinds()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.WriteAsync("For every colleague", "Read *this*.");
        await ines.PressAsync("Publish");
        await ines.Text().FillAsync("Read **that**.");
        await ines.GetByLabel("Correction for readers").FillAsync("That, not this.");
        await ines.PressAsync("Update");
        var story = ines.Url.Split('?')[0];
        await ines.GetByLabel("New note").FillAsync("Well done.");
        await ines.PressAsync("Add note");
        await ines.Text().FillAsync("Read **all**.");
        await ines.PressAsync("Save draft"); // And the history compares with it too.
        var path = await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href");

        await ines.WriteAsync("A false start", "It never happened.");
        await ines.PressAsync("Save draft");
        await ines.Locator(".discard summary").ClickAsync();
        await ines.GetByRole(AriaRole.Button, new() { Name = "Throw the story away" }).ClickAsync();
        await Assertions.Expect(ines.GetByText("threw this story away")).ToBeVisibleAsync();
        var thrownAway = ines.Url.Split('?')[0];

        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 820) })
        {
            await ines.EmulateMediaAsync(new() { ColorScheme = scheme });
            await ines.SetViewportSizeAsync(width, 900);
            foreach (var address in new[] { "/newsroom", "/newsroom/stories", "/newsroom/stories?show=published", "/newsroom/stories?show=trash", story, thrownAway, $"{story}/history?from=1&to=2", path!, path + "what-changed/" })
            {
                await ines.GotoAsync(address);
                await ines.AssertAccessibleAsync($"{address}, {scheme}, {width}");
                var name = address == "/newsroom" ? "desk" : address == story ? "editor" : address == thrownAway ? "thrown-away" : address.EndsWith("=trash", StringComparison.Ordinal) ? "stories-trash" : address.StartsWith($"{story}/history", StringComparison.Ordinal) ? "history" : "";
                if (name.Length > 0) await ines.KeepAsync(FormattableString.Invariant($"{name}-{width}-{scheme}").ToLowerInvariant());
                Assert.Equal(0, await ines.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
            }
        }
    }
}
