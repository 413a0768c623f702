using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.Live;

/// <summary>A feed that goes silent without ending, and one that never says anything, are noticed by the page.</summary>
[Collection(nameof(SiteCollection))]
public sealed class SilentFeedTests(SiteFixture site)
{
    // The host shows a sign of life every 15 seconds, and two and a half of them may be missed.
    private const int PastTheBeats = 40_000;

    [Fact]
    public async Task Feed_WhoseServerIsGoneWithoutAWord_IsOpenedAnewAndMissesNothing()
    {
        var path = await site.PublishAsync("The cut cable", "cut-cable");
        await using var proxy = new MutableProxy(site.Host.Site.Port);
        var (reader, writer) = await OpenAsync(proxy, path);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");

        proxy.Mute();
        await writer.PostCommentAsync("Tom Pell", "Into the silence.");
        await Expect(reader.Locator("li.comment")).ToHaveCountAsync(0);
        await reader.Clock.FastForwardAsync(PastTheBeats);
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "waiting");
        await reader.Clock.FastForwardAsync(5_000);

        await Expect(reader.Locator("li.comment .comment-content")).ToHaveTextAsync("Into the silence.");
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "open");
    }

    [Fact]
    public async Task Feed_ThatIsTakenInAndNeverPassedOn_IsReplacedByALookNowAndThen()
    {
        var path = await site.PublishAsync("The deaf post office", "deaf-post");
        await using var proxy = new MutableProxy(site.Host.Site.Port);
        proxy.MuteFeedsToCome();
        var (reader, writer) = await OpenAsync(proxy, path);
        await writer.PostCommentAsync("Tom Pell", "Through the window.");

        for (var tries = 0; tries < 3; tries++)
        {
            await reader.Clock.FastForwardAsync(15_500);
            await reader.Clock.FastForwardAsync(8_000);
        }

        await reader.Clock.FastForwardAsync(3_000);
        await Expect(reader.Locator("li.comment .comment-content")).ToHaveTextAsync("Through the window.");
        await Expect(reader.Locator(".live-state")).ToHaveAttributeAsync("data-state", "waiting");
    }

    private async Task<(IPage Reader, IPage Writer)> OpenAsync(MutableProxy proxy, string path)
    {
        var reader = await site.OpenReaderAsync();
        var writer = await site.OpenReaderAsync(javaScript: false);
        await reader.Clock.InstallAsync();
        await reader.GotoAsync(new Uri(proxy.Address, path).ToString());
        await writer.GotoAsync(path);
        return (reader, writer);
    }
}
