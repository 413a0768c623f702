using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Listings;

/// <summary>Every kind of feed, judged by programs that others wrote.</summary>
public sealed class FeedValidityTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feed_OfEveryKind_IsRightToProgramsOfOthers()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with
        {
            Title = $"Boats & <nets> ]]> \"الميناء\" 🌊 {Guid.NewGuid():N}",
            Body = "**Bold** & a [link](/about/)[^1], `]]>`:\n\n> A quotation.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.",
            Section = new("harbour", "Harbour & coast", new("local", "Local")),
            Authors = [new("mara-lind", "Mara Lind"), new("o-neill", "Síle O'Neill & <co>")],
        });
        var first = await site.CommentAsync(story, "Ada", "A <b>word</b> & another ]]>.");
        await site.CommentAsync(story, "Cy", "An answer.", first.Id);
        var silent = await site.PublishAsync(Stories.Harbour.Unique());
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("See [there](/about/) & <here>.", "First & <foremost>");
        await site.UntilLatestKnowsAsync("An answer.");

        string[] below = ["/", "/category/local/", "/category/local/harbour/", "/tag/harbour/", "/author/mara-lind/", "/2026/", "/2026/11/", "/2026/11/22/", "/comments/", story.Path, silent.Path, $"{saved.Path}entries/"];
        string[] addresses = [.. below.SelectMany(page => new[] { $"{page}feed/", $"{page}feed/atom/" })];
        var feeds = await FeedReaders.ReadAsync(await Task.WhenAll(addresses.Select(ReadAsync)));

        var origin = site.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(addresses.Length, feeds.Count);
        Assert.Empty(addresses.Zip(feeds).SelectMany(read => read.Second.Problems.Select(problem => $"{read.First}: {problem}")));
        foreach (var (address, feed) in addresses.Zip(feeds))
        {
            Assert.Equal(address.EndsWith("atom/", StringComparison.Ordinal) ? "atom 1.0" : "rss 2.0", feed.Format);
            if (address.StartsWith(silent.Path, StringComparison.Ordinal)) Assert.Empty(feed.Links);
            else if (address.StartsWith(story.Path, StringComparison.Ordinal) || address.StartsWith("/comments/", StringComparison.Ordinal)) Assert.Contains($"{origin}/comments/{first.Id}", feed.Links);
            else if (address.StartsWith(saved.Path, StringComparison.Ordinal)) Assert.Equal([$"{origin}{saved.Path}entry-1/"], feed.Links);
            else Assert.Contains(new Uri(site.Address, story.Path).AbsoluteUri, feed.Links);
        }
    }

    [Fact]
    public async Task Feed_ThatIsSpoiled_IsNoticedByProgramsOfOthers()
    {
        await site.PublishAsync(Stories.Harbour.Unique());
        var (rss, atom) = (await ReadAsync("/feed/"), await ReadAsync("/feed/atom/"));
        string[] spoiled =
        [
            Spoil(Spoil(rss, "<description>", "<about>"), "</description>", "</about>"), Spoil(rss, "<pubDate>", "<pubDate>About "), Spoil(rss, "<channel>", "<channel><title>Two</title>"),
            Spoil(rss, "isPermaLink=\"false\"", "isPermaLink=\"no\""),
            Spoil(atom, "<id>", "<id>no address "), Spoil(atom, "Z</updated>", "</updated>"), Spoil(atom, "type=\"text\"", "type=\"markdown\""), Spoil(atom, "rel=\"self\"", "relation=\"self\""),
            Spoil(atom, "<author>", "<author><name>Two</name>"), Spoil(Spoil(atom, "<updated>", "<changed>"), "</updated>", "</changed>"),
        ];
        var feeds = await FeedReaders.ReadAsync([rss, atom, .. spoiled]);

        Assert.Empty(feeds.Take(2).SelectMany(feed => feed.Problems));
        Assert.Equal([], feeds.Skip(2).Zip(spoiled).Where(read => read.First.Problems.Count == 0).Select(read => read.Second));
    }

    // It stays XML: what is noticed is no mere slip of the pen.
    private static string Spoil(string feed, string right, string wrong)
    {
        Assert.Contains(right, feed, StringComparison.Ordinal);
        return feed.Replace(right, wrong, StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string address) => site.NewBrowser().GetStringAsync(address, Cancel);
}
