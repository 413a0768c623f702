using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Layout;

/// <summary>Every kind of page of readers, as axe sees it: light and dark, wide and narrow.</summary>
public sealed class AccessibilityTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Page_OfEveryKind_HasNoFaultThatAxeFinds()
    {
        var reader = await site.OpenReaderAsync();
        await CheckAsync(reader, site.Host.SetupLink.PathAndQuery, "Create the account");
        var ines = await site.SetUpAsync();
        var story = await PublishAsync(ines, "For every reader", "Read *this*.");
        await CorrectAsync(ines, "Read *that*.", "That, not this.");
        await PublishAsync(ines, "For nobody any more", "It goes.");
        var gone = await WithdrawAsync(ines);
        await reader.GotoAsync(story);
        await reader.PostCommentAsync("Ada Quill", "I read this with my ears.");
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(1);
        await Waits.UntilOnFrontPageAsync(reader, "For every reader");

        var date = story.Split('/');
        (string Address, string Text)[] pages =
        [
            ("/", "For every reader"), (story, "I read this with my ears."), (story + "what-changed/", "That, not this."), ("/category/harbour/", "For every reader"), ("/tag/boats/", "For every reader"),
            ("/author/ines-calloway/", "For every reader"), ($"/{date[1]}/{date[2]}/", "For every reader"), ("/?s=reader", "For every reader"), ("/?s=", "Search"), ("/?s=qzx", "qzx"), ("/?s=qzx&section=local", "qzx"),
            (gone, "withdrawn"), ("/there-is-nothing-here/", "Search"), ("/login", "Password"),
        ];
        foreach (var (address, text) in pages) await CheckAsync(reader, address, text);
    }

    private static async Task<string> PublishAsync(IPage writer, string headline, string text)
    {
        await writer.WriteAsync(headline, text);
        await writer.Locator("#section").FillAsync("Harbour");
        await writer.Locator("#tags").FillAsync("Boats");
        await writer.Locator("#authors").FillAsync("Ines Calloway");
        await writer.PressAsync("Publish");
        return await AddressAsync(writer);
    }

    private static async Task CorrectAsync(IPage writer, string text, string correction)
    {
        await writer.Text().FillAsync(text);
        await writer.GetByLabel("Correction for readers").FillAsync(correction);
        await writer.PressAsync("Update");
    }

    private static async Task<string> WithdrawAsync(IPage writer)
    {
        var address = await AddressAsync(writer);
        await writer.Locator("details.withdraw:not(.discard) summary").ClickAsync();
        await writer.Locator("details.withdraw:not(.discard) button").ClickAsync();
        await Expect(writer.Locator("details.withdraw:not(.discard)")).ToHaveCountAsync(0);
        return address;
    }

    private static async Task<string> AddressAsync(IPage writer) => (await writer.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href"))!;

    // The text says that it is the page that is meant: an error page has no faults either.
    private static async Task CheckAsync(IPage reader, string address, string text)
    {
        await Waits.UntilAsync(
            async () =>
            {
                await reader.GotoAsync(address);
                return (await reader.ContentAsync()).Contains(text, StringComparison.Ordinal);
            },
            $"{address} never says “{text}”.");
        // Colours are those of a scheme, places those of a width: each is seen once.
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 360) })
        {
            await reader.EmulateMediaAsync(new() { ColorScheme = scheme });
            await reader.SetViewportSizeAsync(width, 900);
            await reader.AssertAccessibleAsync($"{address}, {scheme}, {width}");
        }
    }
}
