using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Search;

public sealed class SearchPageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfWords_ShowsStoriesWithMarksAndTheForm()
    {
        var word = NewWord();
        var story = await site.PublishAsync(new() { Title = $"Ferry {word}", Body = $"One line.\n\nThe {word} came & went <3.", Section = new("local", "Local") });
        await site.Cluster.UntilFoundAsync(word, 1);

        var page = await ReadAsync($"/?s={word}");

        Assert.Equal($"Search results for: “{word}” – The Estuary", page.Title);
        Assert.Equal($"Search results for: “{word}”", page.QuerySelector("h1:not(.site-title)")!.TextContent);
        Assert.Equal("We found 1 result for your search.", page.QuerySelector(".search-count")!.TextContent);
        Assert.Equal(story.Path, page.QuerySelector(".search-results .teaser-title a")!.GetAttribute("href"));
        Assert.Equal($"Ferry <mark>{word}</mark>", page.QuerySelector(".teaser-title a")!.InnerHtml);
        Assert.Equal($"One line. The <mark>{word}</mark> came &amp; went &lt;3.", page.QuerySelector(".teaser-excerpt bdi")!.InnerHtml);
        Assert.Equal(word, page.QuerySelector<IHtmlInputElement>("main input[name=s]")!.Value);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' autofocus onfocus='alert(1)")]
    [InlineData("</title><script>x</script>")]
    public async Task Page_OfMarkup_ShowsItAsText(string words)
    {
        var page = await ReadAsync("/?s=" + Uri.EscapeDataString(words));

        Assert.Equal(words, page.QuerySelector<IHtmlInputElement>("main input[name=s]")!.Value);
        Assert.Empty(page.QuerySelectorAll("main script, main img, [onerror], [onfocus]"));
        Assert.DoesNotContain("alert", string.Concat(page.Scripts.Select(script => script.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfWordsThatAreNowhere_SaysSoAndKeepsTheForm()
    {
        var page = await ReadAsync("/?s=qwxzkj&section=local");

        Assert.Equal("Nothing found", page.QuerySelector("h1:not(.site-title)")!.TextContent);
        Assert.Contains("Sorry, but nothing matched your search terms.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/?s=qwxzkj", page.QuerySelector(".search-nothing a")!.GetAttribute("href"));
        Assert.Equal("qwxzkj", page.QuerySelector<IHtmlInputElement>("main input[name=s]")!.Value);
    }

    [Fact]
    public async Task Page_OfASectionBelowAnother_NamesItWithThatOne_AndFindsWhatIsInIt()
    {
        var word = NewWord();
        var story = await site.PublishAsync(new ArticleContent { Title = $"Council {word}", Body = "Text.", Section = new("local", "Local", new("politics", "Politics")) }.Unique());
        await site.PublishAsync(new ArticleContent { Title = $"Match {word}", Body = "Text.", Section = new("local", "Local", new("sport", "Sport")) }.Unique());
        await site.Cluster.UntilFoundAsync(word, 2);

        foreach (var (section, name) in new[] { ("politics/local", "Politics / Local"), ("politics", "Politics") })
        {
            var page = await ReadAsync($"/?s={word}&section={section}");
            Assert.Equal([story.Path], page.QuerySelectorAll(".search-results h2 a, .search-results h3 a").Select(link => link.GetAttribute("href")));
            var chosen = Assert.Single(page.QuerySelectorAll("select[name=section] option[selected]"));
            Assert.Equal((section, name), (chosen.GetAttribute("value"), chosen.TextContent));
        }

        Assert.Equal("Nothing found", (await ReadAsync($"/?s={word}&section=local")).QuerySelector("h1:not(.site-title)")!.TextContent);
    }

    [Fact]
    public async Task Page_OfNothing_IsTheForm()
    {
        var page = await ReadAsync("/?s=");

        Assert.NotNull(page.QuerySelector("main form[role=search] input[name=s]"));
        Assert.Null(page.QuerySelector(".search-results"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().GetAsync("/page/2/?s=", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Pages_OfManyMatches_AreNumberedAndKeepTheFilters()
    {
        var word = NewWord();
        for (var i = 0; i < 23; i++) await site.PublishAsync(new ArticleContent { Title = $"Report {word} {i}", Body = "Text.", Section = new("local", "Local") }.Unique());
        await site.Cluster.UntilFoundAsync(word, 23);
        var seen = new HashSet<string>();

        for (var number = 1; number <= 3; number++)
        {
            var page = await ReadAsync($"{(number == 1 ? "/" : $"/page/{number}/")}?s={word}&section=local&from=2026-11-01&to=2026-11-30");
            seen.UnionWith(page.QuerySelectorAll(".search-results .teaser-title a").Select(link => link.GetAttribute("href")!));
            Assert.Equal("We found 23 results for your search.", page.QuerySelector(".search-count")!.TextContent);
            Assert.Equal(["1", "2", "3"], page.QuerySelectorAll(".pager-numbers a, .pager-here [aria-hidden]").Select(item => item.TextContent.Trim()));
            Assert.Contains(page.QuerySelectorAll(".pager a"), link => link.GetAttribute("href") == $"{(number == 2 ? "/page/3/" : "/page/2/")}?s={word}&section=local&from=2026-11-01&to=2026-11-30");
            Assert.Equal("local", page.QuerySelector<IHtmlSelectElement>("select[name=section]")!.Value);
            Assert.Equal("2026-11-30", page.QuerySelector<IHtmlInputElement>("input[name=to]")!.Value);
        }

        Assert.Equal(23, seen.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().GetAsync($"/page/4/?s={word}", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Page_WithDates_ShowsStoriesOfTheseDaysAlone()
    {
        var word = NewWord();
        await site.PublishAsync(new() { Title = word, Body = "Text." });
        await site.Cluster.UntilFoundAsync(word, 1);
        var today = site.Cluster.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Single((await ReadAsync($"/?s={word}&from={today}&to={today}")).QuerySelectorAll(".search-results .teaser"));
        Assert.Empty((await ReadAsync($"/?s={word}&to=2026-11-20")).QuerySelectorAll(".search-results .teaser"));
        // What is no day bounds nothing, and the form says so.
        var careless = await ReadAsync($"/?s={word}&from=yesterday&to=9999-12-31&section=%3Cb%3E");
        Assert.Single(careless.QuerySelectorAll(".search-results .teaser"));
        Assert.Equal("", careless.QuerySelector<IHtmlInputElement>("input[name=from]")!.Value);
    }

    [Fact]
    public async Task Page_OfTooMuch_Is400WithAReason()
    {
        using var answer = await site.NewBrowser().GetAsync("/?s=" + new string('a', 5_000), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Search for at most 200 characters.", body, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('a', 201), body, StringComparison.Ordinal);

        using var words = await site.NewBrowser().GetAsync("/?s=" + string.Join('+', Enumerable.Range(100, 17)), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, words.StatusCode);
        Assert.Contains("Search for at most 16 words.", await words.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Answers_TakeNoRoomAmongThePages()
    {
        await ReadAsync("/");
        var cache = site.Services.GetRequiredService<PageCache>();
        var before = cache.Count;

        for (var i = 0; i < 10; i++) await ReadAsync($"/?s=word{i}");

        Assert.Equal(before, cache.Count);
        Assert.Null((await ReadAsync("/")).QuerySelector(".search-count"));
    }

    [Fact]
    public async Task MissingPage_OffersTheSearch()
    {
        using var answer = await site.NewBrowser().GetAsync("/there-is-nothing-here/", Cancel);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotNull(page.QuerySelector("main form[role=search][action='/'] input[name=s]"));
    }

    [Fact]
    public async Task EveryPage_HasTheSearchInItsHead()
    {
        var page = await ReadAsync("/");

        Assert.NotNull(page.QuerySelector("header form[role=search][action='/'] input[name=s]"));
        Assert.Equal("/opensearch.xml", page.QuerySelector("link[rel=search]")!.GetAttribute("href"));
        var description = await site.NewBrowser().GetStringAsync("/opensearch.xml", Cancel);
        Assert.Contains($"template=\"{site.Address.ToString().TrimEnd('/')}/?s={{searchTerms}}\"", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search/old%20ferry/", "/?s=old%20ferry")]
    [InlineData("/search/old%20ferry/page/2/", "/page/2/?s=old%20ferry")]
    [InlineData("/?s=old+ferry&paged=2", "/page/2/?s=old%20ferry")]
    [InlineData("/?paged=1&s=old+ferry&section=local", "/?s=old%20ferry&section=local")]
    public async Task AddressOfWordPress_LeadsToTheSearch(string former, string address)
    {
        using var answer = await site.NewBrowser().GetAsync(former, Cancel);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location!.OriginalString);
    }

    private static string NewWord() => $"w{Guid.NewGuid():N}"[..12];

    private async Task<IDocument> ReadAsync(string path) => new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(path, Cancel));
}
