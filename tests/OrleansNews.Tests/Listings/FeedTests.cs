using System.Net;
using System.Xml.Linq;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>What a feed reader gets.</summary>
public class FeedTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly XNamespace Content = FeedXml.Content;

    [Fact]
    public async Task Site_Feed_HasTheStoryWhole()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { Body = "The first boats come in **at four**. [More](/about/)[^1]\n\n[^1]: A note." });
        await site.CommentAsync(story, "Ada", "The first word.");
        var (xml, type) = await ReadAsync("/feed/");
        Assert.Equal("application/rss+xml; charset=utf-8", type);
        Assert.Empty(RssRules.Check(xml));
        var item = XDocument.Parse(xml).Descendants("item").Single(item => item.Element("title")!.Value == story.Title);
        Assert.Equal(Complete(story.Path), item.Element("link")!.Value);
        Assert.Equal(Complete($"/?p={story.Id}"), item.Element("guid")!.Value);
        Assert.Equal(Complete(story.Path + "#comments"), item.Element("comments")!.Value);
        Assert.Equal("Mara Lind", item.Element(XName.Get("creator", FeedXml.DublinCore))!.Value);
        Assert.Equal(["Local", "Harbour", "Night work"], item.Elements("category").Select(category => category.Value));
        Assert.Equal("1", item.Element(XName.Get("comments", FeedXml.Slash))!.Value);
        Assert.Equal(Complete(story.Path + "feed/"), item.Element(XName.Get("commentRss", FeedXml.CommentApi))!.Value);
        Assert.Contains("<strong>at four</strong>", item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
        Assert.Contains(Complete("/about/"), item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feed/atom/")]
    [InlineData("/category/local/feed/")]
    [InlineData("/category/local/feed/atom/")]
    [InlineData("/tag/harbour/feed/")]
    [InlineData("/author/mara-lind/feed/atom/")]
    [InlineData("/2026/feed/")]
    [InlineData("/2026/11/feed/")]
    [InlineData("/2026/11/22/feed/atom/")]
    public async Task Archive_Feed_HasTheStory_AndKeepsTheRules(string address)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (xml, _) = await ReadAsync(address);
        Assert.Empty(address.EndsWith("atom/", StringComparison.Ordinal) ? AtomRules.Check(xml) : RssRules.Check(xml));
        Assert.Contains(Complete(story.Path), xml, StringComparison.Ordinal);
        Assert.Contains(Complete(address), xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/category/nothing/feed/")]
    [InlineData("/tag/UPPER/feed/")]
    [InlineData("/2020/feed/")]
    [InlineData("/2026/13/feed/")]
    [InlineData("/2026/02/30/feed/")]
    [InlineData("/2026/11/22/nobody-wrote-this/feed/")]
    public async Task Feed_OfNothing_IsNotThere(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/feed", "/feed/")]
    [InlineData("/feed/rss2/", "/feed/")]
    [InlineData("/category/local/feed/rss/", "/category/local/feed/")]
    [InlineData("/feed/atom", "/feed/atom/")]
    [InlineData("/FEED/", "/feed/")]
    [InlineData("/Category/local/feed/Atom/", "/category/local/feed/atom/")]
    public async Task Feed_UnderAnotherName_MovesToItsOwn(string address, string target)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Story_Withdrawn_LeavesEveryFeed()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!;
        await site.CommentAsync(story, "Ada", "Under a story that goes.");
        Assert.Contains(story.Title, (await ReadAsync("/feed/")).Xml, StringComparison.Ordinal);

        // The listings are not told, so that nobody is told that it is withdrawn: the feed asks the story itself.
        site.Cluster.Storage.Arm(StorageOperation.Write, "listing", StorageFault.Before, 100);
        await Assert.ThrowsAsync<IOException>(() => article.WithdrawAsync(new(saved.Version, Stories.Author)));
        foreach (var address in new[] { "/feed/", "/feed/atom/", "/category/local/feed/", "/2026/feed/", "/comments/feed/" })
        {
            Assert.DoesNotContain(story.Title, (await ReadAsync(address)).Xml, StringComparison.Ordinal);
        }

        site.Cluster.Storage.Heal();
        await article.DeliveredAsync();
        using var answer = await site.NewBrowser().GetAsync(story.Path + "feed/", Cancel);
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Comments_OfAStory_AreInItsFeed_NewestFirst()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var posted = new List<CommentPosted>();
        for (var i = 0; i < 12; i++) posted.Add(await site.CommentAsync(story, $"Ada{i}", $"Word *number* {i} & more.", i == 11 ? posted[0].Id : null));
        var (xml, _) = await ReadAsync(story.Path + "feed/");
        Assert.Empty(RssRules.Check(xml));
        var items = XDocument.Parse(xml).Descendants("item").ToList();
        Assert.Equal(10, items.Count);
        Assert.Equal("By: Ada11", items[0].Element("title")!.Value);
        Assert.StartsWith("Comments on: ", XDocument.Parse(xml).Descendants("title").First().Value, StringComparison.Ordinal);
        Assert.Contains("In reply to", items[0].Element(Content + "encoded")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", xml, StringComparison.OrdinalIgnoreCase);

        var (atom, _) = await ReadAsync(story.Path + "feed/atom/");
        Assert.Empty(AtomRules.Check(atom));
        Assert.Contains("in-reply-to", atom, StringComparison.Ordinal);
        Assert.Contains($"/comments/{posted[0].Id}", atom, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_Hidden_IsInNoFeed()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var kept = await site.CommentAsync(story, "Ada", "This one stays in the feed.");
        var hidden = await site.CommentAsync(story, "Bo", "This one is taken away.");
        // The thread reports its newest comments behind its answer.
        while (!(await ReadAsync("/comments/feed/")).Xml.Contains("taken away", StringComparison.Ordinal)) await Task.Delay(20, TestContext.Current.CancellationToken);

        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([hidden.Id], Decision.Trash, Stories.Editor));
        foreach (var address in new[] { "/comments/feed/", "/comments/feed/atom/", story.Path + "feed/", story.Path + "feed/atom/" })
        {
            var (xml, _) = await ReadAsync(address);
            Assert.DoesNotContain("taken away", xml, StringComparison.Ordinal);
            Assert.Contains("stays in the feed", xml, StringComparison.Ordinal);
            Assert.Empty(address.EndsWith("atom/", StringComparison.Ordinal) ? AtomRules.Check(xml) : RssRules.Check(xml));
        }

        Assert.NotEqual(kept.Id, hidden.Id);
    }

    [Fact]
    public async Task Pages_NameTheirFeeds()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var front = WebUtility.HtmlDecode(await site.NewBrowser().GetStringAsync("/", Cancel));
        Assert.Contains("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"The Estuary » Feed\" href=\"/feed/\" />", front, StringComparison.Ordinal);
        Assert.Contains("href=\"/comments/feed/\"", front, StringComparison.Ordinal);
        Assert.Contains($"href=\"{story.Path}feed/\"", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        Assert.Contains("title=\"The Estuary » Local Category Feed\" href=\"/category/local/feed/\"", await site.NewBrowser().GetStringAsync("/category/local/", Cancel), StringComparison.Ordinal);
    }

    private async Task<(string Xml, string Type)> ReadAsync(string address)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(Cancel), answer.Content.Headers.ContentType!.ToString());
    }

    private string Complete(string path) => site.Address.GetLeftPart(UriPartial.Authority) + path;
}
