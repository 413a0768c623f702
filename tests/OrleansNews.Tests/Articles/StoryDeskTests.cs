using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>What the desk knows of stories in hand, and who may know it.</summary>
public sealed class StoryDeskTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Draft_IsOnTheDesk_OfItsWriterAndOfEditors_AndOfNobodyElse()
    {
        var article = await DraftAsync("The ferry stops");

        var story = await OnDeskAsync(article, Stories.Author);
        Assert.Equal(("The ferry stops", "Mara Lind", true, false), (story!.Title, story.SavedBy, story.HasDraft, story.WasPublished));
        Assert.NotNull(await OnDeskAsync(article, Stories.Editor));
        Assert.Null(await OnDeskAsync(article, Stories.OtherAuthor));
        Assert.Null(await OnDeskAsync(article, Stories.Contributor));
    }

    [Fact]
    public async Task Publication_TakesAStoryOffTheDesk_AndAChangeBringsItBack()
    {
        var article = await DraftAsync("Once");
        await article.PublishedAsync(Stories.Harbour.Unique(), 1);
        Assert.Null(await OnDeskAsync(article, Stories.Editor));

        await SaveAsync(article, "Twice", 2);
        Assert.Equal((ArticleStatus.Published, "Twice"), await OnDeskAsync(article, Stories.Editor) is { } change ? (change.Status, change.Title) : default);

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(3, Stories.Author)));
        await article.DeliveredAsync();
        Assert.Equal(ArticleStatus.Withdrawn, (await OnDeskAsync(article, Stories.Editor))!.Status);
    }

    [Fact]
    public async Task Review_IsSetAndTakenBackByASave_AndEndsWithThePublication()
    {
        var article = await DraftAsync("For review");
        await SaveAsync(article, "For review", 1, inReview: true);
        Assert.True((await OnDeskAsync(article, Stories.Editor))!.InReview);

        await SaveAsync(article, "For review", 2);
        Assert.True((await OnDeskAsync(article, Stories.Editor))!.InReview);

        await SaveAsync(article, "For review", 3, inReview: false);
        Assert.False((await OnDeskAsync(article, Stories.Editor))!.InReview);

        await SaveAsync(article, "For review", 4, inReview: true);
        await article.PublishedAsync(Stories.Harbour.Unique(), 5, Stories.Editor);
        Assert.False((await article.GetForEditingAsync(Stories.Editor))!.InReview);
    }

    [Fact]
    public async Task Save_ThatChangesNothingOnTheDesk_DoesNotTellIt()
    {
        var article = await DraftAsync("Quiet");
        var told = cluster.Storage.CountOf(StorageOperation.Write, "story-desk");
        for (var version = 1; version <= 5; version++) await SaveAsync(article, "Quiet", version);
        Assert.Equal(told, cluster.Storage.CountOf(StorageOperation.Write, "story-desk"));
    }

    [Fact]
    public async Task LateMessage_DoesNotBringBackWhatLeft()
    {
        var desk = cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(new(987_654)));
        var story = new StoryInHand { Article = new(987_654), Version = 4, Status = ArticleStatus.Draft, Title = "Late" };
        await desk.PutAsync(story);
        await desk.RemoveAsync(story.Article, 6);
        await desk.PutAsync(story with { Version = 5 });
        Assert.DoesNotContain(await desk.ListAsync(Stories.Editor), known => known.Article == story.Article);

        await desk.PutAsync(story with { Version = 7 });
        Assert.Contains(await desk.ListAsync(Stories.Editor), known => known.Article == story.Article);
    }

    [Fact]
    public async Task Desk_ThatDidNotAnswer_IsToldLater()
    {
        var article = await cluster.Client.NewArticleAsync();
        cluster.Storage.Arm(StorageOperation.Write, "story-desk", StorageFault.Before);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Title = "Told later" }, 0, Stories.Author)));
        await article.DeliveredWhenWellAsync();
        Assert.Equal("Told later", (await OnDeskAsync(article, Stories.Author))!.Title);
    }

    private async Task<IArticleGrain> DraftAsync(string title)
    {
        var article = await cluster.Client.NewArticleAsync();
        await SaveAsync(article, title, 0);
        return article;
    }

    private static async Task SaveAsync(IArticleGrain article, string title, long version, bool? inReview = null)
    {
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Title = title }, version, Stories.Author, InReview: inReview)));
        await article.DeliveredAsync();
    }

    private async Task<StoryInHand?> OnDeskAsync(IArticleGrain article, Actor actor) =>
        (await cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(article.Id())).ListAsync(actor)).FirstOrDefault(story => story.Article == article.Id());
}
