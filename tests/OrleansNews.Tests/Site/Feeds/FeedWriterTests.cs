using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Site.Feeds;

public class FeedWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 5, 9, TimeSpan.FromHours(2));

    [Fact]
    public void Feed_InEitherFormat_KeepsTheRules()
    {
        Assert.Empty(RssRules.Check(Rss(Feed(Item(1), Item(2)))));
        Assert.Empty(AtomRules.Check(Atom(Feed(Item(1), Item(2)))));
        Assert.Empty(RssRules.Check(Rss(Feed())));
        Assert.Empty(AtomRules.Check(Atom(Feed())));
    }

    [Fact]
    public void Rss_Date_IsInUniversalTimeWithAZoneThatReadersKnow() =>
        Assert.Equal("Mon, 02 Nov 2026 10:05:09 +0000", XDocument.Parse(Rss(Feed(Item(1)))).Descendants("pubDate").Single().Value);

    [Fact]
    public void Text_WithMarkupAndEndOfCData_ComesOutAsItWentIn()
    {
        const string Html = "<p>a ]]> b &amp; c</p>";
        var item = Item(1) with { Title = "Q&A <b> ]]>", Html = Html };
        Assert.Equal(Html, XDocument.Parse(Rss(Feed(item))).Descendants(XName.Get("encoded", FeedXml.Content)).Single().Value);
        Assert.Equal(Html, XDocument.Parse(Atom(Feed(item))).Descendants(FeedRules.Atom + "content").Single().Value);
        Assert.Equal("Q&A <b> ]]>", XDocument.Parse(Rss(Feed(item))).Descendants("item").Elements("title").Single().Value);
    }

    [Fact]
    public void Text_OfAnyCharacters_LeavesTheFeedReadable() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        text ??= "";
        var item = Item(1) with { Title = "x" + text, Summary = text, Html = text, Authors = ["x" + text], Categories = ["x" + text] };
        _ = XDocument.Parse(Rss(Feed(item)));
        _ = XDocument.Parse(Atom(Feed(item)));
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("a\u0000b\u000bc\ufffe", "abc")]
    [InlineData("wave \ud83c\udf0a", "wave \ud83c\udf0a")]
    public void Clean_TakesAwayWhatXmlCannotCarry_AndNothingElse(string text, string clean) => Assert.Equal(clean, FeedXml.Clean(text));

    [Fact]
    public void Clean_OfHalfACharacter_TakesItAway() => Assert.Equal("half  end", FeedXml.Clean("half \ud83c end"));

    [Theory]
    [InlineData("<a href=\"/x/\">y</a>", "<a href=\"https://a.example/x/\">y</a>")]
    [InlineData("<a class=\"f\" href=\"#fn1\">1</a>", "<a class=\"f\" href=\"https://a.example/s/#fn1\">1</a>")]
    [InlineData("<img src=\"//cdn.example/a.png\" alt=\"a > b\">", "<img src=\"https://cdn.example/a.png\" alt=\"a > b\">")]
    [InlineData("<a href=\"mailto:x@example.org\">m</a>", "<a href=\"mailto:x@example.org\">m</a>")]
    [InlineData("<p>Write href=\"/x/\" in the tag.</p>", "<p>Write href=\"/x/\" in the tag.</p>")]
    public void Addresses_OfTags_BecomeComplete(string html, string complete) => Assert.Equal(complete, CompleteAddresses.In(html, "https://a.example", "https://a.example/s/"));

    [Theory]
    [InlineData("<pubDate>Mon, 02 Nov 2026 10:05:09 +0000</pubDate>", "<pubDate>Tue, 02 Nov 2026 10:05:09 +0000</pubDate>")]
    [InlineData("<pubDate>Mon, 02 Nov 2026 10:05:09 +0000</pubDate>", "<pubDate>2026-11-02</pubDate>")]
    [InlineData("<link>https://a.example/2/</link>", "<link>/2/</link>")]
    [InlineData("?p=2</guid>", "?p=1</guid>")]
    [InlineData("rel=\"self\"", "rel=\"alternate\"")]
    [InlineData("<language>en</language>", "<tongue>en</tongue>")]
    [InlineData("version=\"2.0\"", "version=\"0.9\"")]
    public void RssRules_OfASpoiledFeed_NoticeIt(string right, string wrong) => Spoil(Rss(Feed(Item(1), Item(2))), right, wrong, RssRules.Check);

    [Theory]
    [InlineData("<updated>2026-11-02T10:05:09Z</updated>", "<updated>2026-11-02 10:05:09</updated>")]
    [InlineData("<id>https://a.example/?p=2</id>", "<id>?p=2</id>")]
    [InlineData("<id>https://a.example/?p=2</id>", "<id>https://a.example/?p=1</id>")]
    [InlineData("<name>Ada</name>", "<name></name>")]
    [InlineData("rel=\"self\"", "rel=\"alternate\"")]
    [InlineData("type=\"html\"", "type=\"wiki\"")]
    [InlineData("<generator>", "<generator/><generator>")]
    public void AtomRules_OfASpoiledFeed_NoticeIt(string right, string wrong) => Spoil(Atom(Feed(Item(1), Item(2))), right, wrong, AtomRules.Check);

    private static void Spoil(string feed, string right, string wrong, Func<string, IReadOnlyList<string>> check)
    {
        Assert.Contains(right, feed, StringComparison.Ordinal);
        Assert.NotEmpty(check(feed.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static string Rss(Feed feed) => Encoding.UTF8.GetString(RssWriter.Write(feed));

    private static string Atom(Feed feed) => Encoding.UTF8.GetString(AtomWriter.Write(feed));

    private static Feed Feed(params FeedItem[] items) => new()
    {
        Title = "The Estuary",
        Link = "https://a.example/",
        Self = "https://a.example/feed/",
        Language = "en",
        Publisher = "The Estuary",
        UpdatedAt = Noon,
        Items = [.. items],
    };

    private static FeedItem Item(int number) => new()
    {
        Title = $"Story {number}",
        Link = $"https://a.example/{number}/",
        Id = $"https://a.example/?p={number}",
        PublishedAt = Noon,
        UpdatedAt = Noon,
        Authors = ["Ada", "Bo"],
        Categories = ["Local", "Night work"],
        Summary = "It begins.",
        Html = "<p>It begins.</p>",
        Conversation = new($"https://a.example/{number}/#comments", $"https://a.example/{number}/feed/", 3),
        InReplyTo = new("https://a.example/comments/9", "https://a.example/comments/9"),
    };
}
