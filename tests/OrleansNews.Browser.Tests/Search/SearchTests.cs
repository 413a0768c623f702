using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Search;

[Collection(nameof(SiteCollection))]
public sealed partial class SearchTests(SiteFixture site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Search_FromAnyPageWithoutScript_FindsAStoryAndNarrows(int width)
    {
        var path = await site.PublishAsync($"The kittiwake counts {width}", $"kittiwake-{width}", "Nobody has counted kittiwakes here since the lifeboat went.");
        var reader = await site.OpenReaderAsync(javaScript: false, width: width);
        await UntilFoundAsync(reader, width);
        await reader.GotoAsync(path);

        await reader.Locator("header summary").ClickAsync();
        await reader.Locator("header input[name=s]").FillAsync($"kittiwake {width}");
        await reader.Locator("header input[name=s]").PressAsync("Enter");

        await Assertions.Expect(reader).ToHaveURLAsync(Question());
        await Assertions.Expect(reader.Locator(".search-results mark").First).ToHaveTextAsync("kittiwake");
        Assert.True(await reader.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page is wider than the window");

        await reader.GetByLabel("To", new() { Exact = true }).FillAsync("2001-01-01");
        await reader.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(reader.Locator("main h1")).ToHaveTextAsync("Nothing found");
        await reader.Locator(".search-nothing a").ClickAsync();
        await reader.Locator(".search-results .teaser-title a").First.ClickAsync();
        await Assertions.Expect(reader).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
    }

    // The index follows within two seconds.
    private static async Task UntilFoundAsync(IPage reader, int width)
    {
        do await reader.GotoAsync($"/?s=kittiwake+{width}");
        while (await reader.Locator(".search-results .teaser").CountAsync() == 0);
    }

    [GeneratedRegex(@"/\?s=kittiwake\+\d+$")]
    private static partial Regex Question();
}
