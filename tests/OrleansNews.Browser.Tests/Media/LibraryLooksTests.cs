using System.Globalization;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Media;

/// <summary>The library, a picture, and stories with pictures on every screen, light and dark.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class LibraryLooksTests(StaffFixture site)
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
        var ines = await site.OpenAdministratorAsync();
        var pictures = new List<long>();
        for (var number = 0; number < _words.Length; number++)
        {
            var (width, height) = number switch { 3 => (1200, 450), 4 => (450, 675), _ => (800, 534) };
            var form = ines.APIRequest.CreateFormData();
            form.Set("file", new FilePayload { Name = $"DSC_{4711 + number}.JPG", MimeType = "image/jpeg", Buffer = Photos.Sunset(width, height, 12 * number) });
            form.Set("alt", _words[number]);
            form.Set("credit", number % 2 == 0 ? "Mara Ives / The Packet" : "");
            var answer = await ines.APIRequest.PostAsync("/api/media", new() { Multipart = form });
            Assert.True(answer.Ok, $"{answer.Status}");
            pictures.Add((await answer.JsonAsync())!.Value.GetProperty("id").GetInt64());
        }

        var now = TimeProvider.System.GetUtcNow();
        await site.ImportAsync([.. Enumerable.Range(1, 5).Select(number => Story(number, pictures[number == 3 ? 7 : number - 1], now))]);
        var story = (await (await Waits.UntilOnFrontPageAsync(ines, "The ferry comes home, 5")).GetAttributeAsync("href"))!;
        var storage = await site.SessionAsync();

        foreach (var (name, width, scheme) in new[] { ("desktop-light", 1280, ColorScheme.Light), ("tablet-dark", 834, ColorScheme.Dark), ("phone-light", 390, ColorScheme.Light) })
        {
            var person = await site.OpenReaderAsync(scheme: scheme, width: width, storage: storage);
            await ShootAsync(person, Library, $"library-{name}");
            await ShootAsync(person, $"{Library}/{pictures[4]}", $"picture-{name}");
            await ShootAsync(person, $"{Library}/{pictures[4]}/deletion", $"picture-deletion-{name}");
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

    private static (string Slug, string Text) Story(int number, long picture, DateTimeOffset date) =>
        ($"ferry-home-{number}", string.Create(CultureInfo.InvariantCulture, $"""
            ---
            title: The ferry comes home, {number}
            slug: ferry-home-{number}
            date: {date:yyyy-MM-dd'T'HH:mm:ss}Z
            image: {picture}
            image_alt: A low sun over the sea
            image_caption: The ferry on its first evening, with the mole behind it.
            image_credit: Mara Ives
            ---
            The first crossing left at 6.40 with nine passengers, four bicycles and a dog. Nobody on the quay spoke.

            It was the first since the chain broke.
            """));

    private static async Task ShootAsync(IPage person, string? path, string name)
    {
        if (path is not null) await person.GotoAsync(path);
        await person.WaitForFunctionAsync("() => [...document.images].filter(image => image.loading !== 'lazy' || image.getBoundingClientRect().top < innerHeight).every(image => image.complete && image.naturalWidth > 0)");
        await person.AssertFitsAsync(name);
        await person.AssertAccessibleAsync(name);
        await person.KeepAsync(name);
    }
}
