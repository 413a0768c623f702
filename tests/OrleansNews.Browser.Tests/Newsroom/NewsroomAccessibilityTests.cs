using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Newsroom;

/// <summary>The pages of those who write, as axe sees them, and none wider than its window.</summary>
public sealed class NewsroomAccessibilityTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Page_OfTheNewsroom_HasNoFaultThatAxeFinds()
    {
        var ines = await site.SetUpAsync();
        await ines.WriteAsync("For every colleague", "Read *this*.");
        await ines.PressAsync("Publish");
        await ines.Text().FillAsync("Read **that**.");
        await ines.GetByLabel("Correction for readers").FillAsync("That, not this.");
        await ines.PressAsync("Update");
        var story = ines.Url.Split('?')[0];
        await ines.GetByLabel("New note").FillAsync("Well done.");
        await ines.PressAsync("Add note");
        var path = await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href");

        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 820) })
        {
            await ines.EmulateMediaAsync(new() { ColorScheme = scheme });
            await ines.SetViewportSizeAsync(width, 900);
            foreach (var address in new[] { "/newsroom", "/newsroom/stories", "/newsroom/stories?show=published", story, $"{story}/history?from=1&to=2", path!, path + "what-changed/" })
            {
                await ines.GotoAsync(address);
                var faults = (await ines.RunAxe()).Violations;
                Assert.True(faults.Length == 0, $"{address}, {scheme}, {width}: {string.Join("; ", faults.Select(fault => $"{fault.Id} at {string.Join(", ", fault.Nodes.Select(node => node.Target))}"))}");
                if (address is "/newsroom" || address == story) await ShootAsync(ines, address == story ? "editor" : "desk", scheme, width);
                Assert.Equal(0, await ines.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
            }
        }
    }

    // For whoever looks at them.
    private static async Task ShootAsync(IPage page, string name, ColorScheme scheme, int width)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, FormattableString.Invariant($"{name}-{width}-{scheme}.png").ToLowerInvariant()), FullPage = true });
    }
}
