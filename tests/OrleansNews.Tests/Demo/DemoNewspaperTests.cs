using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Articles;
using OrleansNews.LiveStories;
using OrleansNews.Media;
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
        Assert.Equal(DemoTexts.ReadPictures().Count(), first.Pictures);
        Assert.Equal(8, first.Entries);
        await AssertNobodyHasAnAccountAsync();
        await AssertReadableAsync("chain-ferry-returns");
        await AssertLiveAsync("cobbs-reach-as-it-happens");
    }

    // No password that anybody could know: whoever tries the demo sets it up.
    private async Task AssertNobodyHasAnAccountAsync()
    {
        var staff = cluster.Client.GetGrain<IStaffGrain>(0);
        Assert.Empty((await staff.ListAsync(Actor.System))!.Value);
        var token = SetupTokens.Hash(SetupTokens.Create());
        Assert.True(await staff.OfferSetupAsync(token));
        Assert.True(await staff.CanSetUpAsync(token));
    }

    private async Task AssertLiveAsync(string slug)
    {
        var id = await FindAsync(slug);
        var story = (await cluster.Client.GetGrain<IArticleGrain>(id.Value).GetPublishedAsync(0))!;
        Assert.Equal((LiveOrder.NewestFirst, "Drawing: The Ternmouth Packet"), (story.Live, story.LeadImage!.Words.Credit));

        var entries = (await cluster.Client.GetGrain<ILiveStoryGrain>(id.Value).ReadAsync(new(OldestFirst: true, 0, 50)))!;
        Assert.Equal("First lorries on the shingle", Assert.Single(entries.Pinned).Headline);
        Assert.Equal(3, entries.Items.Count(entry => entry.IsKey));
        Assert.Equal(entries.Items.OrderBy(entry => entry.At).Select(entry => entry.Number), entries.Items.Select(entry => entry.Number));
        Assert.All(entries.Items, entry => Assert.InRange(entry.At, cluster.Time.GetUtcNow().AddDays(-3), cluster.Time.GetUtcNow()));
        Assert.Contains(entries.Items, entry => PictureReferences.In(entry.Html) is [var picture] && picture.Value <= DemoTexts.ReadPictures().Count());
    }

    private async Task AssertReadableAsync(string slug)
    {
        var article = await FindAsync(slug);
        var story = await cluster.Client.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0);
        Assert.Equal("Nine passengers, four bicycles and a dog: the ferry is back", story!.Title);

        var page = await cluster.Client.GetGrain<ICommentThreadGrain>(article.Value).ReadPageAsync(new ThreadPageQuery());
        Assert.Equal(10, page.Total);
        Assert.Contains(page.Items, comment => comment.Depth == 3);
        Assert.All(page.Items, comment => Assert.Equal(CommentStatus.Approved, comment.Status));
    }

    private async Task<ArticleId> FindAsync(string slug)
    {
        var now = cluster.Time.GetUtcNow();
        var date = MarkdownStory.Read(slug, new DemoPictures(new Dictionary<string, MediaView>()).Resolve(DemoDates.Resolve(DemoTexts.ReadStories().Single(story => story.Slug == slug).Text, now))).Story!.Date!.Value;
        var path = Permalinks.PathOf(date.In(TimeZoneInfo.Utc), slug);
        var target = await cluster.Client.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).FindAsync(path);
        return target!.Article;
    }

    private static int Count(IReadOnlyList<DemoComment>? comments) => (comments ?? []).Sum(comment => 1 + Count(comment.Replies));
}
