using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Articles;
using OrleansNews.Markdown;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Demo;

public class DemoNewspaperTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Fill_EmptyNewspaper_HappensOnce()
    {
        var demo = new DemoNewspaper(cluster.Client, cluster.Time);

        var first = await demo.FillAsync(TestContext.Current.CancellationToken);
        var bound = await cluster.Client.GetGrain<IAllocatorGrain>("articles").GetBoundAsync(0);
        var second = await demo.FillAsync(TestContext.Current.CancellationToken);

        Assert.Empty(first.Problems);
        Assert.True(first.WasEmpty);
        Assert.Equal(DemoTexts.ReadStories().Count, first.Stories);
        Assert.Equal(DemoTexts.ReadConversations().Sum(conversation => Count(conversation.Comments)), first.Comments);
        Assert.Equal(new DemoOutcome(WasEmpty: false, 0, 0, []).ToString(), second.ToString());
        Assert.Equal(bound, await cluster.Client.GetGrain<IAllocatorGrain>("articles").GetBoundAsync(0));
        Assert.Equal("The Ternmouth Packet", (await cluster.Client.GetGrain<ISiteGrain>(0).GetAsync(0))!.Title);
        await AssertReadableAsync("chain-ferry-returns");
    }

    private async Task AssertReadableAsync(string slug)
    {
        var now = cluster.Time.GetUtcNow();
        var date = MarkdownStory.Read(slug, DemoDates.Resolve(DemoTexts.ReadStories().Single(story => story.Slug == slug).Text, now)).Story!.Date!.Value;
        var path = Permalinks.PathOf(date.In(TimeZoneInfo.Utc), slug);
        var target = await cluster.Client.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).FindAsync(path);
        var story = await cluster.Client.GetGrain<IArticleGrain>(target!.Article.Value).GetPublishedAsync(0);
        Assert.Equal("Nine passengers, four bicycles and a dog: the ferry is back", story!.Title);

        var page = await cluster.Client.GetGrain<ICommentThreadGrain>(target.Article.Value).ReadPageAsync(new ThreadPageQuery());
        Assert.Equal(10, page.Total);
        Assert.Contains(page.Items, comment => comment.Depth == 3);
        Assert.All(page.Items, comment => Assert.Equal(CommentStatus.Approved, comment.Status));
    }

    private static int Count(IReadOnlyList<DemoComment>? comments) => (comments ?? []).Sum(comment => 1 + Count(comment.Replies));
}
