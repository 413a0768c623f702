using System.Text;
using OrleansNews.Browser;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Articles;

[Collection(nameof(SiteCollection))]
public sealed class StoryPageTests(SiteFixture site)
{
    [Theory]
    [InlineData("desktop", 1280)]
    [InlineData("phone", 360)]
    public async Task Story_OfManyKindsOfText_FitsTheWidthOfTheWindow(string name, int width)
    {
        var path = await site.PublishAsync($"A long story for a {name}", $"long-{name}", LongStory());
        var reader = await site.OpenReaderAsync(width: width);

        await reader.GotoAsync(path);

        await Expect(reader.Locator("h1")).ToHaveTextAsync($"A long story for a {name}");
        await Expect(reader.GetByText("Ines Calloway").First).ToBeVisibleAsync();
        await Expect(reader.Locator("#comments-title")).ToHaveTextAsync("No responses yet");
        await reader.AssertFitsAsync("The page");
        await reader.KeepAsync($"story-{name}");
    }

    [Fact]
    public async Task FrontPage_ListsThePublishedStory()
    {
        var path = await site.PublishAsync("What the tide brought", "tide");
        var reader = await site.OpenReaderAsync(javaScript: false);

        await (await Waits.UntilOnFrontPageAsync(reader, "What the tide brought")).ClickAsync();

        await Expect(reader).ToHaveURLAsync(new Uri(site.Host.Site, path).ToString());
    }

    private static string LongStory()
    {
        var text = new StringBuilder();
        for (var part = 1; part <= 6; part++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"## Part {part}\n\n");
            text.Append("The ferry had been waiting for a link of chain that no foundry makes any more. ").Append("So the town made it itself, in the yard behind the chapel. \n\n");
            text.Append("> It is not a pretty link, but it holds.\n\n- one bicycle\n- two dogs\n\n");
            text.Append("| day | crossings | passengers |\n|---|---|---|\n| Monday | 14 | 212 |\n| Tuesday | 12 | 187 |\n\n");
            text.Append("See https://example.org/a/very/long/address/that/has/no/place/to/break/and/goes/on/and/on/until/the/end and `a_very_long_identifier_in_code_that_does_not_break`.\n\n");
        }

        return text.ToString();
    }
}
