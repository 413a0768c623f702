using System.Globalization;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Media;

/// <summary>The library, a picture, and stories with pictures on every screen, light and dark.</summary>
public sealed class LibraryLooksTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Library = "/newsroom/media";

    private static readonly string[] _words =
    [
        "The mole at dusk, seen from the fish market", "Low sun over the estuary", "", "A panorama of the bay with the last ferry of the year far out on the water",
        "The beacon", "Evening on Cobb's Reach", "The slipway", "Fog comes in",
    ];

    [Fact]
    public async Task Pages_OnAnyScreen_DoNotScrollSideways_AndHaveNoFaultThatAxeFinds()
    {
        var ines = await site.SetUpAsync();
        for (var number = 0; number < _words.Length; number++)
        {
            var (width, height) = number switch { 3 => (1200, 450), 4 => (450, 675), _ => (800, 534) };
            await ines.GotoAsync(Library);
            await ines.GetByLabel("Alternative text").FillAsync(_words[number]);
            await ines.GetByLabel("Credit").FillAsync(number % 2 == 0 ? "Mara Ives / The Packet" : "");
            await ines.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = $"DSC_{4711 + number}.JPG", MimeType = "image/jpeg", Buffer = Photos.Sunset(width, height, 12 * number) });
            await ines.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
            await Expect(ines.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        }

        for (var number = 1; number <= 5; number++) await PublishAsync(ines, number);
        var story = (await (await Waits.UntilOnFrontPageAsync(ines, "The ferry comes home, 5")).GetAttributeAsync("href"))!;

        foreach (var (name, width, scheme) in new[] { ("desktop-light", 1280, ColorScheme.Light), ("tablet-dark", 834, ColorScheme.Dark), ("phone-light", 390, ColorScheme.Light) })
        {
            var person = await site.OpenReaderAsync(scheme: scheme, width: width);
            await person.GotoAsync("/login");
            await person.GetByLabel("Login name").FillAsync("ines");
            await person.GetByLabel("Password").FillAsync(Newsroom.Newsroom.Password);
            await person.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
            await ShootAsync(person, Library, $"library-{name}");
            await ShootAsync(person, $"{Library}/5", $"picture-{name}");
            await ShootAsync(person, $"{Library}/5/deletion", $"picture-deletion-{name}");
            await ShootAsync(person, story, $"story-with-picture-{name}");
            await ShootAsync(person, story.Replace("-5/", "-4/", StringComparison.Ordinal), $"story-with-wide-picture-{name}");
            await ShootAsync(person, "/", $"front-with-pictures-{name}");
            await person.GotoAsync(Library);
            await person.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "logo.svg", MimeType = "image/svg+xml", Buffer = "<svg/>"u8.ToArray() });
            await person.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
            await Expect(person.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await ShootAsync(person, null, $"library-refused-{name}");
        }
    }

    private static async Task PublishAsync(IPage ines, int number)
    {
        await ines.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"The ferry comes home, {number}"), "The first crossing left at 6.40 with nine passengers, four bicycles and a dog. Nobody on the quay spoke.\n\nIt was the first since the chain broke.");
        await ines.GetByText("Lead image", new() { Exact = true }).ClickAsync();
        await ines.GetByLabel("Number of the picture").FillAsync(string.Create(CultureInfo.InvariantCulture, $"{(number == 3 ? 8 : number)}"));
        await ines.GetByLabel("Caption").FillAsync("The ferry on its first evening, with the mole behind it.");
        await ines.GetByLabel("Alternative text").FillAsync("A low sun over the sea");
        await ines.GetByLabel("Credit").FillAsync("Mara Ives");
        await ines.PressAsync("Publish");
    }

    private static async Task ShootAsync(IPage person, string? path, string name)
    {
        if (path is not null) await person.GotoAsync(path);
        await person.WaitForFunctionAsync("() => [...document.images].filter(image => image.loading !== 'lazy' || image.getBoundingClientRect().top < innerHeight).every(image => image.complete && image.naturalWidth > 0)");
        await person.AssertFitsAsync(name);
        await person.AssertAccessibleAsync(name);
        await person.KeepAsync(name);
    }
}
