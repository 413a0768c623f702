using System.Xml.Linq;
using OrleansNews.Cluster;

namespace OrleansNews.Listings;

/// <summary>A sitemap of more stories than one part holds.</summary>
public class LargeSitemapTests(NewsSite site) : IClassFixture<NewsSite>
{
    private const int Stories = 12_345;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_OfManyStories_HoldEachStoryOnce_OldestFirst()
    {
        var all = site.Grains.GetGrain<IListingGrain>(ListingKeys.All);
        var first = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var some in Enumerable.Range(1, Stories).Chunk(2_000))
        {
            await all.PutAsync([.. some.Select(i => new ListingEntry
            {
                Article = new(i), Revision = 1, Path = $"/s/{i}/", Title = $"Story {i}", PublishedAt = first.AddMinutes(i), UpdatedAt = first.AddMinutes(i),
            })]);
        }

        var browser = site.NewBrowser();
        var index = XDocument.Parse(await browser.GetStringAsync("/sitemap.xml", Cancel));
        Assert.Equal(2, index.Root!.Elements().Count());
        var listed = new List<string>();
        for (var part = 1; part <= 2; part++)
        {
            var xml = await browser.GetStringAsync($"/sitemap-{part}.xml", Cancel);
            Assert.Empty(SitemapSchema.Check(xml));
            listed.AddRange(XDocument.Parse(xml).Root!.Elements().Select(url => new Uri(url.Elements().First().Value).AbsolutePath));
        }

        Assert.Equal(Enumerable.Range(1, Stories).Select(i => $"/s/{i}/").Prepend("/"), listed);
        using var behind = await browser.GetAsync("/sitemap-3.xml", Cancel);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, behind.StatusCode);
    }
}
