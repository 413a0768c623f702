using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using OrleansNews.Newsroom;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Layout;

/// <summary>Every kind of page is valid HTML, for readers and for staff, from left to right and from right to left.</summary>
public sealed class HtmlValidityTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Page_OfEveryKind_IsValidHtml_InBothDirections()
    {
        var stranger = await site.OpenReaderAsync();
        var pages = new List<(string, string)>();
        await ReadAsync(stranger, pages, "en", site.Host.SetupLink.PathAndQuery);
        var ines = await site.SetUpAsync();
        var (story, editor) = await PublishAsync(ines, "A \"quoted\" & <marked> headline", "**Text** with a [link](https://example.org/), a list:\n\n- one\n- two\n\n> and a quotation.\n\n| a | b |\n|---|---|\n| 1 | 2 |");
        await stranger.GotoAsync(story);
        await stranger.PostCommentAsync("Ada Quill", "I read this & it is <good>.");
        await Expect(stranger.Locator("li.comment")).ToHaveCountAsync(1);
        await stranger.PostCommentAsync("Bo", "So did I.");
        await Expect(stranger.Locator("li.comment")).ToHaveCountAsync(2);
        var comment = (await stranger.Locator("li.comment").First.GetAttributeAsync("id"))!["comment-".Length..];
        var (gone, goneEditor) = await PublishAsync(ines, "A story that goes", "It goes.");
        await ines.GotoAsync(goneEditor);
        await ines.Locator("details.withdraw:not(.discard) summary").ClickAsync();
        await ines.Locator("details.withdraw:not(.discard) button").ClickAsync();
        await Expect(ines.Locator("details.withdraw:not(.discard)")).ToHaveCountAsync(0);

        string[] forReaders =
        [
            "/", story, $"{story}?replytocom={comment}#respond", "/category/harbour/", "/tag/boats/", "/author/ines-calloway/", $"/{story.Split('/')[1]}/", $"/{story.Split('/')[1]}/{story.Split('/')[2]}/",
            "/?s=text", "/?s=", "/?s=qzx&section=harbour", "/there-is-nothing-here/", gone, $"/comments/{comment}/flag", $"/comments/{comment}/edit", "/login", "/login/lost-password", "/api/",
        ];
        string[] forStaff =
        [
            "/newsroom", "/newsroom/stories", editor, $"{editor}/history", "/newsroom/media", "/newsroom/comments", $"/newsroom/comments/{comment}", "/newsroom/comments/log", "/newsroom/staff", "/newsroom/profile",
            "/newsroom/settings", "/newsroom/settings/permalinks", "/newsroom/settings/sections", "/newsroom/settings/discussion", "/newsroom/profile/second-factor", "/newsroom/operations",
        ];
        foreach (var language in new[] { "en", "ar" })
        {
            await ines.GotoAsync("/newsroom/settings");
            await ines.Locator("#language").FillAsync(language);
            await ines.Locator("form:has(#language) button[type=submit]").ClickAsync();
            await ines.WaitForURLAsync("**/newsroom/settings?saved");
            await Expect(ines.Locator("html")).ToHaveAttributeAsync("lang", language);
            await Waits.UntilAsync(async () => (await (await stranger.Context.APIRequest.GetAsync(story)).TextAsync()).Contains($"<html lang=\"{language}\"", StringComparison.Ordinal));
            await AssertBoxesHaveOneEdgeAsync(stranger);
            foreach (var address in forReaders) await ReadAsync(stranger, pages, language, address);
            foreach (var address in forStaff) await ReadAsync(ines, pages, language, address);
        }

        Assert.Equal(1 + (2 * (forReaders.Length + forStaff.Length)), pages.Count);
        var faults = await HtmlChecker.CheckAsync(pages);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The checker itself: a page that is wrong is found out.</summary>
    [Fact]
    public async Task Checker_OfPagesThatAreWrong_NamesEach()
    {
        const string Right = "<!DOCTYPE html><html lang=\"en\"><head><title>Right</title></head><body><p>Right.</p></body></html>";
        var faults = await HtmlChecker.CheckAsync([("right", Right), ("double", Right.Replace("<p>Right.</p>", "<p id=\"a\">One.</p><p id=\"a\">Two.</p>", StringComparison.Ordinal)), ("nested", Right.Replace("Right.", "<div>Wrong.</div>", StringComparison.Ordinal))]);

        Assert.DoesNotContain(faults, fault => fault.StartsWith("right:", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("double: error:", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("nested: error:", StringComparison.Ordinal));
    }

    private static async Task<(string Path, string Editor)> PublishAsync(IPage writer, string headline, string text)
    {
        await writer.WriteAsync(headline, text);
        await writer.Locator("#section").FillAsync("Harbour");
        await writer.Locator("#tags").FillAsync("Boats");
        await writer.Locator("#authors").FillAsync("Ines Calloway");
        await writer.PressAsync("Publish");
        var path = await writer.GetByRole(AriaRole.Link, new() { Name = "See the story" }).GetAttributeAsync("href");
        return (path!, new Uri(writer.Url).AbsolutePath);
    }

    // What is in English begins at the right edge of a box of an Arabic page too.
    private static async Task AssertBoxesHaveOneEdgeAsync(IPage reader)
    {
        await reader.GotoAsync("/");
        var away = await reader.EvaluateAsync<double[]>("""
            [...document.querySelectorAll('.story-box li a, .block-more a, .latest-excerpt')].map(element => {
              const words = document.createRange();
              words.selectNodeContents(element);
              const [box, text] = [element.getBoundingClientRect(), words.getBoundingClientRect()];
              return document.dir === 'rtl' ? box.right - text.right : text.left - box.left;
            })
            """);
        Assert.NotEmpty(away);
        Assert.All(away, pixels => Assert.InRange(pixels, -1, 1));
    }

    private static async Task ReadAsync(IPage person, List<(string, string)> pages, string language, string address)
    {
        var answer = await person.Context.APIRequest.GetAsync(address);
        Assert.True(answer.Status is 200 or 404 or 410 or 403, $"{address}: {answer.Status}");
        if (address.StartsWith("/newsroom", StringComparison.Ordinal)) Assert.DoesNotContain("/login", answer.Url, StringComparison.Ordinal);
        Assert.StartsWith("text/html", answer.Headers["content-type"], StringComparison.Ordinal);
        pages.Add(($"{address} ({language})", await answer.TextAsync()));
    }
}
