using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Search;

public sealed class RelatedStoriesTests(CachingSite site) : IClassFixture<CachingSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoryPage_LeadsToStoriesWithItsTags()
    {
        var (first, second, other) = await PublishAsync();

        await UntilShownAsync(first, second, shown: true);

        var box = await BoxAsync(first);
        Assert.Equal("More on this", box!.QuerySelector("h2")!.TextContent);
        Assert.DoesNotContain(box.QuerySelectorAll("a"), link => link.GetAttribute("href") == first.Path || link.GetAttribute("href") == other.Path);
    }

    [Fact]
    public async Task StoryPage_WhenAStoryLikeItIsWithdrawn_LeadsThereNoMore()
    {
        var (first, second, _) = await PublishAsync();
        await UntilShownAsync(first, second, shown: true);

        var grain = site.Grains.GetGrain<IArticleGrain>(second.Id.Value);
        Assert.IsType<ArticleSaved>(await grain.WithdrawAsync(new(1, Stories.Editor, "A mistake")));
        await grain.DeliveredAsync();

        // The index knows nothing of it yet: its clock stands still.
        await UntilShownAsync(first, second, shown: false, letIndexFollow: false);
    }

    [Fact]
    public async Task StoryPage_ReadAgainAndAgain_AsksTheIndexOnce()
    {
        var (first, second, _) = await PublishAsync();
        await UntilShownAsync(first, second, shown: true);
        // The listing may have told only now that these stories are new.
        site.Age();
        await BoxAsync(first);
        var asked = site.Cluster.Calls.Of("ISearchGrain.FindRelatedAsync");

        for (var i = 0; i < 20; i++)
        {
            site.Age();
            await BoxAsync(first);
        }

        Assert.Equal(asked, site.Cluster.Calls.Of("ISearchGrain.FindRelatedAsync"));
    }

    // Stories that share a tag, and one that shares nothing.
    private async Task<(PublishedArticle First, PublishedArticle Second, PublishedArticle Other)> PublishAsync()
    {
        var tag = $"t{Guid.NewGuid():N}"[..12];
        var first = await site.PublishAsync(Content(tag));
        var second = await site.PublishAsync(Content(tag));
        var other = await site.PublishAsync(Content("none"));
        await site.Cluster.UntilFoundAsync(tag, 2);
        return (first, second, other);
    }

    private static ArticleContent Content(string tag) => new() { Title = $"{Guid.NewGuid():N}", Body = "Text.", Tags = [Term.Named(tag)] };

    private async Task<IElement?> BoxAsync(PublishedArticle story) => new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(story.Path, Cancel)).QuerySelector("nav.related");

    private async Task UntilShownAsync(PublishedArticle story, PublishedArticle other, bool shown, bool letIndexFollow = true)
    {
        while (true)
        {
            var links = (await BoxAsync(story))?.QuerySelectorAll("a").Select(link => link.GetAttribute("href")) ?? [];
            if (links.Contains(other.Path) == shown) return;
            site.Age();
            if (letIndexFollow) site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }
    }
}
