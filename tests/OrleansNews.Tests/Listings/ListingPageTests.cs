using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Archives and the front page as readers meet them.</summary>
public sealed class ListingPageTests(NewsSite site) : IClassFixture<NewsSite>, IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public void Dispose() => site.Cluster.Calls.Instead = null;

    [Theory]
    [InlineData("/2019/", "2019")]
    [InlineData("/2019/03/", "March 2019")]
    [InlineData("/2019/03/09/", "March 9, 2019")]
    public async Task Archive_OfDates_HasItsStories_AndNoOthers(string address, string heading)
    {
        var inside = await PublishAsync(new(2019, 3, 9, 12, 0, 0, TimeSpan.Zero));
        var before = await PublishAsync(new(2018, 12, 31, 23, 59, 59, TimeSpan.Zero));
        var page = await site.NewBrowser().GetStringAsync(address, Cancel);
        Assert.Contains($"<h1 dir=\"auto\">{heading}</h1>", page, StringComparison.Ordinal);
        Assert.Contains(inside.Path, page, StringComparison.Ordinal);
        Assert.DoesNotContain(before.Path, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_OfADay_FollowsTheTimeZone()
    {
        var story = await PublishAsync(new(2017, 5, 1, 23, 30, 0, TimeSpan.Zero));
        Assert.Contains(story.Path, await site.NewBrowser().GetStringAsync("/2017/05/01/", Cancel), StringComparison.Ordinal);
        await ChangeAsync(settings => settings with { TimeZone = "Europe/Berlin" });
        Assert.Contains(story.Path, await site.NewBrowser().GetStringAsync("/2017/05/02/", Cancel), StringComparison.Ordinal);
        using var gone = await site.NewBrowser().GetAsync("/2017/05/01/", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await ChangeAsync(settings => settings with { TimeZone = "UTC" });
    }

    [Theory]
    [InlineData("category")]
    [InlineData("tag")]
    [InlineData("author")]
    public async Task Pages_OfAListing_CanAllBeReached_AndNoneBehindTheLast(string kind)
    {
        var term = Term.Named($"Term {Guid.NewGuid():N}");
        var content = kind switch
        {
            "category" => Stories.Harbour with { Section = term },
            "tag" => Stories.Harbour with { Tags = [term] },
            _ => Stories.Harbour with { Authors = [term] },
        };
        var oldest = await site.PublishAsync(content.Unique());
        for (var i = 0; i < 20; i++) await site.PublishAsync(content.Unique());
        var browser = site.NewBrowser();
        var path = $"/{kind}/{term.Slug}/";
        var first = await browser.GetStringAsync(path, Cancel);
        Assert.Contains($"href=\"{path}page/3/\"", first, StringComparison.Ordinal);
        Assert.Contains("aria-current=\"page\"><span class=\"visually-hidden\">Page 1</span><span aria-hidden=\"true\">1</span>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(oldest.Path, first, StringComparison.Ordinal);
        var last = await browser.GetStringAsync(path + "page/3/", Cancel);
        Assert.Contains($"href=\"{path}\"", last, StringComparison.Ordinal);
        Assert.Contains($"href=\"{oldest.Path}\"", last, StringComparison.Ordinal);
        using var behind = await browser.GetAsync(path + "page/4/", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, behind.StatusCode);
    }

    [Fact]
    public async Task FrontPage_ShowsSections_WithoutRepeatingWhatItLeadsWith()
    {
        var culture = new Term("culture", "Culture");
        var older = await site.PublishAsync(Stories.Harbour.Unique() with { Section = culture });
        for (var i = 0; i < 10; i++) await site.PublishAsync(Stories.Harbour.Unique());
        var page = await site.NewBrowser().GetStringAsync("/", Cancel);
        Assert.Contains("id=\"section-culture\"", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split(older.Path).Length);
        Assert.Contains("teaser-lead", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tag/eu-und-nato/", "<h1 dir=\"auto\">EU &amp; NATO</h1>")]
    [InlineData("/tag/eu-und-nato/page/2/", "EU &amp; NATO")]
    [InlineData("/tag/eu-und-nato/feed/", "<title>EU &amp; NATO – ")]
    [InlineData("/tag/eu-und-nato/feed/atom/", "EU &amp; NATO – ")]
    public async Task Tag_IsCalledAsItsStoriesCallIt_AndNotByItsSlug(string address, string expected)
    {
        var named = Stories.Harbour.Unique() with { Tags = [new("eu-und-nato", "EU & NATO")] };
        for (var i = 0; i < 11; i++) await site.PublishAsync(named.Unique());
        var page = await site.NewBrowser().GetStringAsync(address, Cancel);
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.DoesNotContain("eu und nato", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Tag_WhoseNewestStoryCannotBeRead_IsCalledAsTheNextOneSays()
    {
        var tag = Term.Named($"Strait & {Guid.NewGuid():N}");
        for (var i = 0; i < 2; i++) await site.PublishAsync(Stories.Harbour.Unique() with { Tags = [tag] });
        var newest = await site.PublishAsync(Stories.Harbour.Unique() with { Tags = [tag] });
        site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IArticleGrain.GetPublishedAsync" && call.TargetId.GetIntegerKey() == newest.Id.Value
            ? throw new TimeoutException("The silo of this story is gone.")
            : call.Invoke();
        Assert.Contains($"<h1 dir=\"auto\">{WebUtility.HtmlEncode(tag.Name)}</h1>", await site.NewBrowser().GetStringAsync($"/tag/{tag.Slug}/", Cancel), StringComparison.Ordinal);
    }

    private async Task<PublishedArticle> PublishAsync(DateTimeOffset at)
    {
        var article = await site.Grains.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(Stories.Harbour.Unique(), 0, Stories.Author, at)));
        await article.DeliveredAsync();
        return (await article.GetPublishedAsync(0))!;
    }

    private async Task ChangeAsync(Func<SiteSettings, SiteSettings> change)
    {
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync(change((await grain.GetAsync(0))!), Actor.System)).Saved);
    }
}
