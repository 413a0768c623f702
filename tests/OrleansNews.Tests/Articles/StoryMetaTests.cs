using System.Net;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>What a story's page says to machines.</summary>
public class StoryMetaTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_DescribesItself_AndNoTextLeavesItsPlace()
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Address = "https://news.example.org" }, Actor.System)).Saved);
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { Title = $"Boats </script><script>alert(1)</script> \"&\" {Guid.NewGuid():N}", Excerpt = "A \"quoted\" <word>." });
        using var answer = await site.NewBrowser().GetAsync(story.Path, Cancel);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        using var page = new HtmlParser().ParseDocument(html);

        string? Meta(string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");
        Assert.Equal("https://news.example.org" + story.Path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("article", Meta("og:type"));
        Assert.Equal(story.Title, Meta("og:title"));
        Assert.Equal(story.Excerpt, Meta("og:description"));
        Assert.Equal("https://news.example.org" + story.Path, Meta("og:url"));
        Assert.Equal("Local", Meta("article:section"));
        Assert.Equal("2026-11-22T09:00:00Z", Meta("article:published_time"));
        var data = Assert.Single(page.QuerySelectorAll("script[type='application/ld+json']"));
        Assert.Empty(SchemaOrg.Check(data.TextContent));
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Contains("alert", StringComparison.Ordinal) && script != data);

        // Data is no script: the policy stays as strict as it was.
        Assert.DoesNotContain("unsafe", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
