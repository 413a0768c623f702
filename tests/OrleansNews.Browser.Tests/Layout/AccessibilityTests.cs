using Microsoft.Playwright;
using OrleansNews.Browser;
using OrleansNews.Comments;

namespace OrleansNews.Layout;

[Collection(nameof(SiteCollection))]
public sealed class AccessibilityTests(SiteFixture site)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Page_OfEveryKind_HasNoFaultThatAxeFinds(ColorScheme scheme, int width)
    {
        var path = await site.PublishAsync("For every reader", $"every-{scheme}-{width}".ToLowerInvariant());
        var reader = await site.OpenReaderAsync(scheme: scheme, width: width);
        await reader.GotoAsync(path);
        await reader.PostCommentAsync("Ada Quill", "I read this with my ears.");
        await Assertions.Expect(reader.Locator("li.comment")).ToHaveCountAsync(1);

        foreach (var address in new[] { "/", path, "/?s=reader", "/?s=", "/?s=qzx&section=local", "/login", site.Host.SetupLink.PathAndQuery, "/there-is-nothing-here/" })
        {
            await reader.GotoAsync(address);
            await reader.AssertAccessibleAsync(address);
        }
    }
}
