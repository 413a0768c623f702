using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Media;

/// <summary>The library of pictures in Chromium, and a picture's way to readers.</summary>
[Collection(nameof(NewsroomCollection))]
public sealed class LibraryTests(StaffFixture site)
{
    private const string Library = "/newsroom/media";

    [Fact]
    public async Task Picture_IsUploadedFocusedFoundAndShownToReaders_AndWhatIsNoneIsRefused()
    {
        var ines = await site.OpenAdministratorAsync();
        var mira = await site.InviteAsync(ines, "mira", "Author", javaScript: false);

        // Without JavaScript: SVG and a text are refused, whatever they are called, and the words stay.
        foreach (var (file, message) in new[] { ("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG can carry scripts"), ("%PDF-1.7 and so on", "no picture that can be shown"), ("\u00FF", "no picture that can be shown") })
        {
            await mira.GotoAsync(Library);
            await mira.GetByLabel("Alternative text").FillAsync("Evening at the mole");
            await UploadAsync(mira, "photo.jpg", Encoding.UTF8.GetBytes(file));
            await Expect(mira.GetByRole(AriaRole.Alert)).ToContainTextAsync(message);
            await Expect(mira.Locator("#file")).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(mira.GetByLabel("Alternative text")).ToHaveValueAsync("Evening at the mole");
        }

        await mira.GetByLabel("Credit").FillAsync("Mira Ives");
        await UploadAsync(mira, "evening.jpg", Photos.Sunset());
        await Expect(mira.GetByRole(AriaRole.Heading, new() { Name = "evening.jpg" })).ToBeVisibleAsync();
        var number = new Uri(mira.Url).Segments[^1];
        await Expect(mira.Locator(".focal-mark")).ToBeHiddenAsync();
        await mira.GetByLabel("Caption").FillAsync("The sun goes down over the mole.");
        await mira.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(mira.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");

        await mira.GotoAsync(Library);
        await mira.GetByRole(AriaRole.Searchbox, new() { Name = "Search pictures" }).FillAsync("sun MOLE");
        await mira.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).Last.ClickAsync();
        await Expect(mira.GetByText("1 picture", new() { Exact = true })).ToBeVisibleAsync();
        await mira.GetByRole(AriaRole.Searchbox, new() { Name = "Search pictures" }).FillAsync("whale");
        await mira.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).Last.ClickAsync();
        await Expect(mira.GetByText("No picture has all these words.")).ToBeVisibleAsync();

        // With JavaScript a click says what must stay in sight.
        await ines.GotoAsync($"{Library}/{number}");
        var picture = ines.Locator(".focal img");
        await picture.ClickAsync(new() { Position = new() { X = 0.7f * (await picture.BoundingBoxAsync())!.Width, Y = 10 } });
        await Expect(ines.GetByLabel("From the left")).ToHaveValueAsync("70");
        await Expect(ines.Locator(".focal-mark")).ToBeVisibleAsync();
        await ines.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(ines.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();

        // A story takes the picture with the words of the library.
        await ines.WriteAsync("A quiet evening", "Nobody was out.");
        await ines.GetByText("Lead image", new() { Exact = true }).ClickAsync();
        await ines.GetByLabel("Number of the picture").FillAsync(number);
        await ines.PressAsync("Save draft");
        await Expect(ines.GetByLabel("Alternative text")).ToHaveValueAsync("Evening at the mole");
        await ines.PressAsync("Publish");
        var reader = await site.OpenReaderAsync();
        await (await Waits.UntilOnFrontPageAsync(reader, "A quiet evening")).ClickAsync();
        var lead = reader.GetByRole(AriaRole.Img, new() { Name = "Evening at the mole" });
        await Expect(lead).ToBeVisibleAsync();
        await Expect(reader.Locator(".lead-image figcaption")).ToContainTextAsync("The sun goes down over the mole.");
        await reader.WaitForFunctionAsync("() => { const image = document.querySelector('.lead-image img'); return image.complete && image.naturalWidth > 0; }");
        Assert.EndsWith(".avif", await lead.EvaluateAsync<string>("image => image.currentSrc"), StringComparison.Ordinal);
    }

    /// <summary>Nobody has to know the number of a picture: it is chosen by keys alone, as lead image and into the text.</summary>
    [Fact]
    public async Task Picture_IsChosenInTheEditor_AsLeadImage_AndIntoTheText()
    {
        var ines = await site.OpenAdministratorAsync();
        await ines.GotoAsync("/newsroom/media");
        await UploadAsync(ines, "picked.jpg", Photos.Sunset());
        await ines.GetByLabel("Alternative text").FillAsync("A picked [mole]");
        await ines.GetByLabel("Caption").FillAsync("Picked at dusk.");
        await ines.PressAsync("Save");

        await ines.WriteAsync("With pictures", "One.");
        await ines.GetByText("Lead image", new() { Exact = true }).ClickAsync();
        await ines.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }).Last.PressAsync("Enter");
        var picker = ines.GetByRole(AriaRole.Dialog, new() { Name = "Choose a picture" });
        await Expect(picker.GetByLabel("Search pictures")).ToBeFocusedAsync();
        await picker.GetByLabel("Search pictures").FillAsync("picked");
        await Expect(picker.Locator(".library-pictures li")).ToHaveCountAsync(1);
        foreach (var (scheme, width) in new[] { (ColorScheme.Dark, 390), (ColorScheme.Dark, 820), (ColorScheme.Light, 1280) })
        {
            await ines.EmulateMediaAsync(new() { ColorScheme = scheme });
            await ines.SetViewportSizeAsync(width, 900);
            await ines.AssertAccessibleAsync($"The picker, {scheme}, {width}");
            await ines.KeepAsync(FormattableString.Invariant($"picker-{width}-{scheme}").ToLowerInvariant());
        }

        await picker.GetByRole(AriaRole.Link, new() { Name = "A picked [mole]" }).PressAsync("Enter");
        await Expect(picker).ToBeHiddenAsync();
        await Expect(ines.GetByLabel("Caption")).ToHaveValueAsync("Picked at dusk.");
        await Expect(ines.GetByLabel("Number of the picture")).ToHaveValueAsync(new Regex("^[0-9]+$"));

        await ines.Locator(".toolbar").GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }).ClickAsync();
        await picker.GetByRole(AriaRole.Link, new() { Name = "A picked [mole]" }).ClickAsync();
        await Expect(ines.Text()).ToHaveValueAsync(new Regex(@"^One\.\n\n!\[A picked \(mole\)\]\(/media/.*\)\n\n$"));
        await Expect(ines.Locator("#preview img")).ToBeVisibleAsync();
        await ines.PressAsync("Publish");
        await ines.GetByRole(AriaRole.Link, new() { Name = "See the story" }).ClickAsync();
        await Expect(ines.Locator(".lead-image img")).ToBeVisibleAsync();
        await Expect(ines.Locator(".story-body img")).ToBeVisibleAsync();

        // Closed by Escape, it changes nothing.
        await ines.GoBackAsync();
        await ines.Locator(".toolbar").GetByRole(AriaRole.Button, new() { Name = "Choose a picture" }).ClickAsync();
        await Expect(picker).ToBeVisibleAsync();
        await ines.Keyboard.PressAsync("Escape");
        await Expect(picker).ToBeHiddenAsync();
    }

    private static async Task UploadAsync(IPage person, string name, byte[] file)
    {
        await person.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = file });
        await person.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
    }
}
