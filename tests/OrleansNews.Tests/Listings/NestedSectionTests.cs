using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Sections below sections, as readers and machines meet them.</summary>
public class NestedSectionTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_OfAChild_IsInTheParentsListing_AndNotTheOtherWayRound()
    {
        var (politics, local) = Sections();
        var (above, below) = (await PublishAsync(politics), await PublishAsync(local));
        var browser = site.NewBrowser();
        var parent = await browser.GetStringAsync($"/category/{politics.Slug}/", Cancel);
        var child = await browser.GetStringAsync($"/category/{politics.Slug}/local/", Cancel);
        Assert.Contains(above.Path, parent, StringComparison.Ordinal);
        Assert.Contains(below.Path, parent, StringComparison.Ordinal);
        Assert.Contains(below.Path, child, StringComparison.Ordinal);
        Assert.DoesNotContain(above.Path, child, StringComparison.Ordinal);
        Assert.Contains("<h1 dir=\"auto\">Local</h1>", child, StringComparison.Ordinal);
        // Its parent's name leads up.
        var up = Parse(child).QuerySelector("nav.kicker a")!;
        Assert.Equal((politics.Name, $"/category/{politics.Slug}/"), (up.TextContent, up.GetAttribute("href")));
    }

    [Fact]
    public async Task ChildOfAnotherParent_IsAnotherSection()
    {
        var (politics, local) = Sections();
        var (sport, alsoLocal) = Sections();
        var (first, second) = (await PublishAsync(local), await PublishAsync(alsoLocal));
        var page = await site.NewBrowser().GetStringAsync($"/category/{politics.Slug}/local/", Cancel);
        Assert.Contains(first.Path, page, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Path, page, StringComparison.Ordinal);
        Assert.NotEqual(politics.Slug, sport.Slug);
    }

    [Fact]
    public async Task Breadcrumbs_LeadFromTheFrontPage_ThroughEverySection()
    {
        var (politics, local) = Sections();
        var council = new Term("council", "Council", local);
        var story = await PublishAsync(council);
        var page = Parse(await site.NewBrowser().GetStringAsync(story.Path, Cancel));
        Assert.Equal([politics.Name, "Local", "Council"], page.QuerySelectorAll(".story-head .kicker a").Select(link => link.TextContent));
        Assert.Equal(["The Estuary", politics.Name, "Local", "Council", story.Title], TrailIn(page));
        var listing = Parse(await site.NewBrowser().GetStringAsync($"/category/{council.Path}/", Cancel));
        Assert.Equal(["The Estuary", politics.Name, "Local", "Council"], TrailIn(listing));
    }

    [Fact]
    public async Task Feed_OfAChild_HasItsStories_AndRedirectsItsOtherNames()
    {
        var (politics, local) = Sections();
        var (above, below) = (await PublishAsync(politics), await PublishAsync(local));
        var browser = site.NewBrowser();
        var feed = XDocument.Parse(await browser.GetStringAsync($"/category/{local.Path}/feed/", Cancel));
        Assert.Equal([below.Title], feed.Descendants("item").Select(item => item.Element("title")!.Value));
        Assert.Contains(above.Title, await browser.GetStringAsync($"/category/{politics.Path}/feed/", Cancel), StringComparison.Ordinal);
        using var other = await browser.GetAsync($"/category/{local.Path}/feed/rss2/", Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/category/{local.Path}/feed/"), (other.StatusCode, other.Headers.Location!.ToString()));
        using var atom = await browser.GetAsync($"/category/{local.Path}/feed/atom/", Cancel);
        Assert.Equal(HttpStatusCode.OK, atom.StatusCode);
    }

    [Fact]
    public async Task Pages_OfAChild_HaveOneAddressEach_AndOthersAreNotFound()
    {
        var (politics, local) = Sections();
        for (var i = 0; i < 11; i++) await PublishAsync(local);
        foreach (var (path, status) in new[]
        {
            ($"/category/{local.Path}/page/2/", HttpStatusCode.OK), ($"/category/{local.Path}/page/1/", HttpStatusCode.MovedPermanently), ($"/category/{local.Path}", HttpStatusCode.MovedPermanently),
            ($"/category/{local.Path}/page/3/", HttpStatusCode.NotFound), ($"/category/{politics.Slug}/nowhere/", HttpStatusCode.NotFound), ("/category/a/b/c/d/e/", HttpStatusCode.NotFound),
            ($"/category/{politics.Slug}/LOCAL/", HttpStatusCode.NotFound), ($"/category/{politics.Slug}//local/", HttpStatusCode.NotFound),
        })
        {
            using var answer = await site.NewBrowser().GetAsync(path, Cancel);
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Navigation_HasSectionsOfTheFirstLevel_OrThoseOfTheSettings()
    {
        var (politics, local) = Sections();
        await PublishAsync(local);
        var browser = site.NewBrowser();
        var page = Parse(await browser.GetStringAsync($"/category/{local.Path}/", Cancel));
        Assert.Equal("true", page.QuerySelector($"nav.sections a[href='/category/{politics.Slug}/']")!.GetAttribute("aria-current"));
        Assert.Null(page.QuerySelector($"nav.sections a[href='/category/{local.Path}/']"));

        await ChangeAsync(settings => settings with { Sections = [new("local", "Around here", politics), new(politics.Slug, "The Council")] });
        page = Parse(await browser.GetStringAsync($"/category/{local.Path}/", Cancel));
        Assert.Equal(["Around here", "The Council"], page.QuerySelectorAll("nav.sections a").Select(link => link.TextContent));
        Assert.Equal("Around here", page.QuerySelector("h1")!.TextContent);
        await ChangeAsync(settings => settings with { Sections = [] });
    }

    [Fact]
    public async Task Permalink_WithTheSection_HasItsParents_AsInWordPress()
    {
        var (politics, local) = Sections();
        await ChangeAsync(settings => settings with { Permalinks = "/%category%/%postname%/" });
        var story = await PublishAsync(local);
        Assert.StartsWith($"/{politics.Slug}/local/the-harbour", story.Path, StringComparison.Ordinal);
        using var answer = await site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var capitals = await site.NewBrowser().GetAsync(story.Path.Replace("local", "Local", StringComparison.Ordinal), Cancel);
        Assert.Equal(story.Path, capitals.Headers.Location!.ToString());
        await ChangeAsync(settings => settings with { Permalinks = PermalinkPattern.Default });
    }

    [Fact]
    public async Task Section_TooDeep_OrInThePlaceOfItsParentsPages_IsRefused()
    {
        var (politics, local) = Sections();
        foreach (var section in new[] { new Term("page", "Page", politics), new Term("feed", "Feed", politics), new Term("e", "E", new("d", "D", new("c", "C", local))) })
        {
            var article = await site.Grains.NewArticleAsync();
            var refused = Assert.IsType<ArticleInvalid>(await article.PublishAsync(new(Stories.Harbour.Unique() with { Section = section }, 0, Stories.Author)));
            Assert.All(refused.Errors, error => Assert.Equal("section", error.Field));
        }
    }

    private static (Term Politics, Term Local) Sections()
    {
        var politics = Term.Named($"Politics {Guid.NewGuid():N}");
        return (politics, new("local", "Local", politics));
    }

    private Task<PublishedArticle> PublishAsync(Term section) => site.PublishAsync(Stories.Harbour.Unique() with { Section = section });

    private async Task ChangeAsync(Func<SiteSettings, SiteSettings> change)
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync(change((await grain.GetAsync(0))!), Actor.System)).Saved);
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static IEnumerable<string?> TrailIn(IHtmlDocument page)
    {
        Assert.Empty(SchemaOrg.Check(page.QuerySelector("script[type='application/ld+json']")!.TextContent));
        using var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        var trail = json.RootElement.TryGetProperty("@graph", out var graph) ? graph.EnumerateArray().Single(item => item.GetProperty("@type").GetString() == "BreadcrumbList") : json.RootElement;
        return trail.GetProperty("itemListElement").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ToList();
    }
}
