using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>What pages say to machines, compared with schema.org's own vocabulary.</summary>
public sealed class SchemaOrgTypesTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_OfEveryKindOfPage_IsOfTheTypesOfSchemaOrg_AndSpoiledDataIsNot()
    {
        var article = await site.Grains.NewArticleAsync();
        var content = Stories.Harbour.Unique() with
        {
            Dateline = "HYTHE",
            Body = "The first boats.\n\n![A boat](/media/boat.jpg)",
            Section = new("harbour", "Harbour", new("local", "Local")),
            Authors = [new("mara-lind", "Mara Lind"), new("bo", "Bo")],
        };
        await site.Grains.MakeSectionAsync(content.Section);
        var published = await article.PublishedAsync(content);
        var corrected = Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content with { Body = "The second boats.\n\n![A boat](/media/boat.jpg)" }, published.Version, Stories.Editor) { Correction = new("The first boats were the second.", true) }));
        await article.DeliveredAsync();
        var (_, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.", "First count");
        await live.EndAsync(new(true, Stories.Author));

        var right = await Task.WhenAll(new[] { corrected.Path, saved.Path, $"{saved.Path}entry-1/", "/category/local/harbour/" }.Select(DataOfAsync));
        foreach (var expected in new[] { "\"NewsArticle\"", "\"CorrectionComment\"", "\"dateline\"", "\"image\"" }) Assert.Contains(expected, right[0], StringComparison.Ordinal);
        (string Right, string Wrong)[] spoiled =
        [
            ("\"headline\"", "\"headLine\""), ("\"NewsArticle\"", "\"NewsStory\""), ("\"Person\"", "\"WebPage\""), ("\"commentCount\":0", "\"commentCount\":true"), ("\"BreadcrumbList\"", "\"Breadcrumbs\""),
            ("\"dateline\"", "\"coverageEndTime\""), ("\"CorrectionComment\"", "\"BreadcrumbList\""),
        ];
        foreach (var (word, _) in spoiled) Assert.Contains(word, right[0], StringComparison.Ordinal);

        var faults = await SchemaOrgTypes.CheckAsync([.. right, .. spoiled.Select(change => right[0].Replace(change.Right, change.Wrong, StringComparison.Ordinal))]);

        Assert.Empty(faults.Take(right.Length).SelectMany(found => found));
        Assert.Equal([], faults.Skip(right.Length).Zip(spoiled).Where(found => found.First.Count == 0).Select(found => found.Second.Wrong));
    }

    private async Task<string> DataOfAsync(string address)
    {
        using var page = new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(address, Cancel));
        return Assert.Single(page.QuerySelectorAll("script[type='application/ld+json']")).TextContent;
    }
}
