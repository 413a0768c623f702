using System.Net;
using System.Xml.Linq;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What a search engine gets.</summary>
public class SitemapTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    [Fact]
    public async Task Story_IsInItsPart_AndInTheNews_UntilItIsOld()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { Title = $"Mud & <water> {Guid.NewGuid():N}" });
        var index = await ReadAsync("/sitemap.xml");
        Assert.Empty(SitemapSchema.Check(index));
        var last = XDocument.Parse(index).Descendants(Sitemap + "loc").Last().Value;
        var part = await ReadAsync(new Uri(last).PathAndQuery);
        Assert.Empty(SitemapSchema.Check(part));
        Assert.Contains($"<loc>{Complete(story.Path)}</loc><lastmod>2026-11-2", part, StringComparison.Ordinal);
        Assert.Contains($"<loc>{Complete("/")}</loc>", await ReadAsync("/sitemap-1.xml"), StringComparison.Ordinal);

        var news = await ReadAsync("/news-sitemap.xml");
        Assert.Empty(SitemapSchema.Check(news));
        Assert.Contains(story.Title, XDocument.Parse(news).Descendants(News + "title").Select(title => title.Value));

        site.Cluster.Time.Advance(TimeSpan.FromHours(49));
        news = await ReadAsync("/news-sitemap.xml");
        Assert.DoesNotContain(story.Path, news, StringComparison.Ordinal);
        Assert.Empty(SitemapSchema.Check(news));
    }

    [Fact]
    public async Task Sitemaps_OfStoriesAndOfNews_AreRightByTheSchemaOfSitemapsOrg()
    {
        await site.PublishAsync(Stories.Harbour.Unique());
        foreach (var address in new[] { "/sitemap-1.xml", "/news-sitemap.xml" })
        {
            var sitemap = await ReadAsync(address);
            Assert.Empty(await SitemapSchema.CheckByTheirsAsync(sitemap));
            foreach (var (right, wrong) in new[] { ("<loc>", "<loc/><loc>"), ("<url>", "<url><priority>2</priority>"), ("<url>", "<address>") })
                Assert.NotEmpty(await SitemapSchema.CheckByTheirsAsync(sitemap.Replace(right, wrong, StringComparison.Ordinal).Replace("</url>", wrong == "<address>" ? "</address>" : "</url>", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Story_Withdrawn_IsInNoSitemap()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));
        await article.DeliveredAsync();
        foreach (var address in new[] { "/sitemap-1.xml", "/news-sitemap.xml" }) Assert.DoesNotContain(saved.Path, await ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_ThatDidNotChange_IsNotSentAgain_AndAfterANewStoryItIs()
    {
        var browser = site.NewBrowser();
        using var first = await browser.GetAsync("/sitemap-1.xml", Cancel);
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync());
        await site.PublishAsync(Stories.Harbour.Unique());
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        async Task<HttpStatusCode> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sitemap-1.xml");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await browser.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("/wp-sitemap.xml")]
    [InlineData("/wp-sitemap-posts-post-1.xml")]
    [InlineData("/wp-sitemap-taxonomies-category-2.xml")]
    [InlineData("/sitemap_index.xml")]
    public async Task Index_UnderAnotherName_MovesToItsOwn(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/sitemap.xml", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/sitemap-0.xml")]
    [InlineData("/sitemap-99.xml")]
    [InlineData("/sitemap-x.xml")]
    public async Task Part_ThatIsNone_IsNotThere(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Robots_FollowTheSetting_AndSoDoPages()
    {
        var robots = await ReadAsync("/robots.txt");
        Assert.Contains($"Sitemap: {Complete("/sitemap.xml")}\n", robots, StringComparison.Ordinal);
        Assert.DoesNotContain("Disallow: /\n", robots, StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", await ReadAsync("/"), StringComparison.Ordinal);

        await ChangeAsync(settings => settings with { DiscourageSearchEngines = true, Address = "https://news.example.org" });
        Assert.Equal("User-agent: *\nDisallow: /\n", await ReadAsync("/robots.txt"));
        Assert.Contains("noindex, nofollow", await ReadAsync("/"), StringComparison.Ordinal);

        await ChangeAsync(settings => settings with { DiscourageSearchEngines = false });
        Assert.Contains("Sitemap: https://news.example.org/sitemap.xml\n", await ReadAsync("/robots.txt"), StringComparison.Ordinal);
        Assert.Contains("https://news.example.org/sitemap-1.xml", await ReadAsync("/sitemap.xml"), StringComparison.Ordinal);
        await ChangeAsync(settings => settings with { Address = "" });
    }

    [Theory]
    [InlineData("<urlset><url><loc>https://a.example/</loc></url></urlset>", true)]
    [InlineData("<urlset><url><loc>/relative/</loc></url></urlset>", false)]
    [InlineData("<urlset><url><loc>https://a.example/ü/</loc></url></urlset>", false)]
    [InlineData("<urlset><url><loc>https://a.example/</loc><lastmod>yesterday</lastmod></url></urlset>", false)]
    [InlineData("<urlset><url><lastmod>2026-11-22</lastmod></url></urlset>", false)]
    [InlineData("<urlset></urlset>", false)]
    [InlineData("<urls><url><loc>https://a.example/</loc></url></urls>", false)]
    [InlineData("<sitemapindex><sitemap><loc>https://a.example/sitemap-1.xml</loc></sitemap></sitemapindex>", true)]
    [InlineData("<sitemapindex><sitemap><loc>https://a.example/sitemap-1.xml</loc><lastmod>2026-11-22T07:30:00+00:00</lastmod></sitemap></sitemapindex>", true)]
    [InlineData("<sitemapindex><sitemap><loc>sitemap-1.xml</loc></sitemap></sitemapindex>", false)]
    [InlineData("<sitemapindex><sitemap><lastmod>2026-11-22</lastmod></sitemap></sitemapindex>", false)]
    [InlineData("<sitemapindex><url><loc>https://a.example/sitemap-1.xml</loc></url></sitemapindex>", false)]
    [InlineData("<sitemapindex></sitemapindex>", false)]
    public void Schema_TellsRightFromWrong(string sitemap, bool right) => Assert.Equal(right, SitemapSchema.Check(In(Sitemap, sitemap)).Count == 0);

    [Theory]
    [InlineData("<publication><name>The Packet</name><language>en</language></publication><publication_date>2026-11-22T07:30:00+00:00</publication_date><title>Mud</title>", true)]
    [InlineData("<publication><name>The Packet</name><language>zh-cn</language></publication><publication_date>2026-11-22</publication_date><title>Mud</title>", true)]
    [InlineData("<publication><name>The Packet</name><language>English</language></publication><publication_date>2026-11-22</publication_date><title>Mud</title>", false)]
    [InlineData("<publication><language>en</language></publication><publication_date>2026-11-22</publication_date><title>Mud</title>", false)]
    [InlineData("<publication><name>The Packet</name><language>en</language></publication><publication_date>yesterday</publication_date><title>Mud</title>", false)]
    [InlineData("<publication><name>The Packet</name><language>en</language></publication><publication_date>2026-11-22</publication_date><title></title>", false)]
    [InlineData("<publication><name>The Packet</name><language>en</language></publication><title>Mud</title>", false)]
    [InlineData("<publication><name>The Packet</name><language>en</language></publication><publication_date>2026-11-22</publication_date><title>Mud</title><keyword>Mud</keyword>", false)]
    public void Schema_OfNews_TellsRightFromWrong(string story, bool right) =>
        Assert.Equal(right, SitemapSchema.Check(In(Sitemap, $"<urlset><url><loc>https://a.example/mud/</loc>{In(News, $"<news>{story}</news>")}</url></urlset>")).Count == 0);

    // The outermost element names the protocol, and what is in it has the same.
    private static string In(XNamespace protocol, string xml) => xml.Insert(xml.IndexOf('>', StringComparison.Ordinal), $" xmlns=\"{protocol}\"");

    private async Task ChangeAsync(Func<SiteSettings, SiteSettings> change)
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync(change((await grain.GetAsync(0))!), Actor.System)).Saved);
    }

    private Task<string> ReadAsync(string address) => site.NewBrowser().GetStringAsync(address, Cancel);

    private string Complete(string path) => site.Address.GetLeftPart(UriPartial.Authority) + path;
}
