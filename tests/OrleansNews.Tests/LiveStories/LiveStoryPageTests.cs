using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.LiveStories;

/// <summary>Live stories as readers and crawlers meet them.</summary>
public sealed class LiveStoryPageTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LiveOrder.NewestFirst, "4 3 1")]
    [InlineData(LiveOrder.OldestFirst, "1 3 4")]
    public async Task Page_ShowsEntriesInTheOrderOfTheStory_ThePinnedAbove(LiveOrder order, string expected)
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync(order);
        await live.AddedAsync("One & <only>.");
        await live.AddedAsync("Two.", "Seats & <votes>", isPinned: true);
        await live.AddedAsync("Three.");
        await live.AddAsync(new(Guid.NewGuid(), new("", "Four.", IsKey: true), false, Stories.Author));

        var page = await PageAsync(saved.Path);

        Assert.Equal((expected, "2"), (Numbers(page, ".live-list"), Numbers(page, ".live-pinned")));
        Assert.Equal("Seats & <votes>", page.QuerySelector("#live-entry-2 .live-entry-title")!.TextContent);
        Assert.Equal("Pinned", page.QuerySelector("#live-entry-2 .live-entry-mark")!.TextContent);
        Assert.Equal("Key event", page.QuerySelector("#live-entry-4 .live-entry-mark")!.TextContent);
        Assert.Equal($"{saved.Path}entry-2/", page.QuerySelector("#live-entry-2 a[rel=bookmark]")!.GetAttribute("href"));
        Assert.Equal("4", page.QuerySelector("#live-entries")!.GetAttribute("data-version"));
        Assert.Contains(page.QuerySelectorAll("link[rel=alternate]"), link => link.GetAttribute("href") == $"{saved.Path}entries/feed/");
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Theory]
    [InlineData(LiveOrder.NewestFirst)]
    [InlineData(LiveOrder.OldestFirst)]
    public async Task ManyEntries_AreReachedFromPageToPage_EachOnce(LiveOrder order)
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync(order);
        for (var i = 1; i <= 60; i++) await live.AddedAsync($"Entry {i}.");

        var (seen, pages, at) = (new List<string>(), 0, saved.Path);
        while (at is not null)
        {
            var page = await PageAsync(at);
            seen.AddRange(Numbers(page, ".live-list").Split(' '));
            Assert.Equal(at == saved.Path, page.QuerySelector("meta[name=robots]") is null);
            Assert.Equal(at, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            at = page.QuerySelector(".live-pager a")?.GetAttribute("href");
            pages++;
        }

        var numbers = Enumerable.Range(1, 60).Select(number => $"{number}");
        Assert.Equal(order == LiveOrder.OldestFirst ? numbers : numbers.Reverse(), seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Entry_HasAnAddressOfItsOwn_ThatLeadsOn_AndTellsMachines()
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.");
        await live.AddedAsync("The **second** of them.", "Second count");
        await live.AddedAsync("Three.");

        var page = await PageAsync($"{saved.Path}entry-2/");

        Assert.Equal("Second count", page.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("Second count", page.Title, StringComparison.Ordinal);
        Assert.Equal("The second of them.", page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Equal($"{saved.Path}entry-2/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("meta[name=robots]"));
        Assert.Equal([$"{saved.Path}entry-1/", $"{saved.Path}#live-entries", $"{saved.Path}entry-3/"], page.QuerySelectorAll(".live-neighbours a").Select(link => link.GetAttribute("href")));
        Assert.Empty(SchemaOrg.Check(page.QuerySelector("script[type='application/ld+json']")!.TextContent));
        Assert.Equal("Three.", (await PageAsync($"{saved.Path}entry-3/")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Story_TellsMachines_ThatItIsLive_AndSinceWhen()
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.", "First </script> count");
        await live.EndAsync(new(true, Stories.Author));

        var page = await PageAsync(saved.Path);
        var json = page.QuerySelector("script[type='application/ld+json']")!.TextContent;

        Assert.Empty(SchemaOrg.Check(json));
        foreach (var expected in new[] { "\"@type\":\"LiveBlogPosting\"", "\"coverageStartTime\":\"2026-11-22T", "\"coverageEndTime\":\"2026-11-22T", "\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\"", $"{saved.Path}entry-1/" })
            Assert.Contains(expected, json, StringComparison.Ordinal);
        Assert.StartsWith("The live coverage ended on", page.QuerySelector(".live-blog-state")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entry-0/", HttpStatusCode.NotFound)]
    [InlineData("entry-2/", HttpStatusCode.NotFound)]
    [InlineData("entry-999999999/", HttpStatusCode.NotFound)]
    [InlineData("entry-9999999999/", HttpStatusCode.NotFound)]
    [InlineData("entry-x/", HttpStatusCode.NotFound)]
    [InlineData("entries-before-1/", HttpStatusCode.NotFound)]
    [InlineData("entries-after-1/", HttpStatusCode.NotFound)]
    [InlineData("entries-before-900/", HttpStatusCode.NotFound)]
    [InlineData("entries/", HttpStatusCode.NotFound)]
    [InlineData("entry-01/", HttpStatusCode.MovedPermanently)]
    [InlineData("entry-1", HttpStatusCode.MovedPermanently)]
    [InlineData("entries/feed/rss/", HttpStatusCode.MovedPermanently)]
    public async Task Address_ThatNoEntryHas_IsNoPage_AndOneWrittenOtherwiseLeadsToIt(string below, HttpStatusCode expected)
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.");

        Assert.Equal(expected, await StatusAsync(saved.Path + below));
        var plain = await site.PublishAsync(Stories.Harbour.Unique());
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(plain.Path + below));
    }

    [Fact]
    public async Task Feeds_HaveEachEntry_AndAreNotSentAgainUnchanged()
    {
        var (article, live, saved) = await site.Grains.LiveStoryAsync(LiveOrder.OldestFirst);
        await live.AddedAsync("See [there](/about/).", "First");
        await live.AddedAsync("Two.");
        await live.CorrectAsync(new(2, 1, new("", "Two, corrected."), "", Stories.Author));
        using var reader = site.NewBrowser();

        var rss = await reader.GetStringAsync($"{saved.Path}entries/feed/", Cancel);
        var origin = site.Address.ToString().TrimEnd('/');
        Assert.Contains($"<link>{origin}{saved.Path}entry-1/</link>", rss, StringComparison.Ordinal);
        Assert.Contains($"?p={article.Id()}#live-entry-1</guid>", rss, StringComparison.Ordinal);
        Assert.Contains($"{origin}/about/", rss, StringComparison.Ordinal);
        Assert.True(rss.IndexOf("Two, corrected.", StringComparison.Ordinal) < rss.IndexOf("First", StringComparison.Ordinal));

        using var atom = await reader.GetAsync($"{saved.Path}entries/feed/atom/", Cancel);
        Assert.Equal("application/atom+xml", atom.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{saved.Path}entries/feed/atom/");
        again.Headers.IfNoneMatch.Add(atom.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await reader.SendAsync(again, Cancel)).StatusCode);
    }

    [Fact]
    public async Task WithdrawnEntry_IsNowhere_AndItsAddressSaysThatItIsGone()
    {
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("Stays.");
        await live.AddedAsync("Secret rumour.", isPinned: true);
        foreach (var below in Addresses) Assert.Contains("Secret rumour", await TextAsync(saved.Path + below), StringComparison.Ordinal);

        await live.WithdrawAsync(new(2, "Not true", Stories.Editor));

        foreach (var below in Addresses) Assert.DoesNotContain("Secret rumour", await TextAsync(saved.Path + below), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync($"{saved.Path}entry-2/"));
        Assert.Null((await PageAsync($"{saved.Path}entry-1/")).QuerySelector(".live-neighbours a[rel=next]"));
    }

    [Fact]
    public async Task WithdrawnStory_HasNoEntries_AtAnyAddress()
    {
        var (article, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("Secret rumour.");
        await live.AddedAsync("Another one.");
        await article.WithdrawAsync(new(saved.Version, Stories.Author));
        await article.DeliveredAsync();

        foreach (var below in new[] { "", "entry-1/", "entries-before-2/", "entries-after-1/", "entries/feed/", "entries/feed/atom/" })
        {
            Assert.Equal(HttpStatusCode.Gone, await StatusAsync(saved.Path + below));
            Assert.DoesNotContain("rumour", await TextAsync(saved.Path + below), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task StoryThatIsLiveNoMore_IsAStory_AndShowsItsEntriesAgainWhenItIs()
    {
        var (article, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.");
        var content = (await article.GetForEditingAsync(Stories.Author))!.Content;
        await article.PublishedAsync(content with { Live = LiveOrder.None }, saved.Version);
        Assert.DoesNotContain("live-entries", await TextAsync(saved.Path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"{saved.Path}entry-1/"));
        await article.PublishedAsync(content with { Live = LiveOrder.OldestFirst }, saved.Version + 1);
        Assert.Equal("1", Numbers(await PageAsync(saved.Path), ".live-list"));
    }

    private static readonly string[] Addresses = ["", "entries-after-1/", "entries/feed/", "entries/feed/atom/", "entry-2/"];

    private static string Numbers(IDocument page, string list) => string.Join(' ', page.QuerySelectorAll($"{list} .live-entry").Select(entry => entry.GetAttribute("data-entry")));

    private async Task<IDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(path, Cancel));

    private async Task<string> TextAsync(string path) => await (await site.NewBrowser().GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel);

    private async Task<HttpStatusCode> StatusAsync(string path) => (await site.NewBrowser().GetAsync(path, Cancel)).StatusCode;
}
