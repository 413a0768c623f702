using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>Who has a story open, and that the version decides all the same.</summary>
public sealed class OpenStoryTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly Actor Chief = new("chief", "Chief", Role.Editor);

    [Fact]
    public async Task SecondEditor_ReadsAndDoesNotWrite_UntilTheyTakeOver()
    {
        var article = await DraftAsync();
        Assert.Equal("edda", (await article.OpenAsync(Stories.Editor, takeOver: false))!.Lock!.Login);
        Assert.Equal("edda", (await article.OpenAsync(Chief, takeOver: false))!.Lock!.Login);
        Assert.Equal("Edda Holm", Assert.IsType<ArticleLocked>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Chief))).By.Name);
        Assert.IsType<ArticleLocked>(await article.PublishAsync(new(Stories.Harbour.Unique(), 1, Chief)));

        Assert.Equal("chief", (await article.OpenAsync(Chief, takeOver: true))!.Lock!.Login);
        Assert.Equal("chief", (await article.KeepOpenAsync(Stories.Editor))!.Login);
        Assert.IsType<ArticleLocked>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Stories.Editor)));
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Chief)));
    }

    [Fact]
    public async Task TwoWhoHaveIt_OneAfterTheOther_OverwriteNothing()
    {
        var article = await DraftAsync();
        await article.OpenAsync(Chief, takeOver: true);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Chief's" }, 1, Chief)));
        await article.OpenAsync(Stories.Editor, takeOver: true);

        Assert.Equal(2, Assert.IsType<ArticleConflict>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Edda's" }, 1, Stories.Editor))).CurrentVersion);

        Assert.Equal("Chief's", (await article.GetForEditingAsync(Chief))!.Content.Body);
    }

    [Fact]
    public async Task OpenStory_IsFree_WhenItIsLeftOrNobodyGivesASign()
    {
        var article = await DraftAsync();
        var left = (await article.OpenAsync(Stories.Editor, takeOver: false))!.Lock!;
        var open = (await article.OpenAsync(Stories.Editor, takeOver: false))!.Lock!;
        await article.CloseAsync(open.Page, Chief);
        await article.CloseAsync(left.Page, Stories.Editor);
        Assert.Equal("edda", (await article.OpenAsync(Chief, takeOver: false))!.Lock!.Login);
        await article.CloseAsync(open.Page, Stories.Editor);
        Assert.Equal("chief", (await article.OpenAsync(Chief, takeOver: false))!.Lock!.Login);

        await article.KeepOpenAsync(Chief);
        cluster.Time.Advance(EditLock.LengthWithScript + TimeSpan.FromSeconds(1));
        Assert.Equal("edda", (await article.OpenAsync(Stories.Editor, takeOver: false))!.Lock!.Login);
        cluster.Time.Advance(EditLock.LengthWithScript + TimeSpan.FromSeconds(1));
        Assert.Equal("edda", (await article.OpenAsync(Chief, takeOver: false))!.Lock!.Login);
        cluster.Time.Advance(EditLock.Length);
        Assert.Equal("chief", (await article.OpenAsync(Chief, takeOver: false))!.Lock!.Login);
    }

    [Fact]
    public async Task Stranger_NeitherOpensNorKeepsOpen()
    {
        var article = await DraftAsync();
        Assert.Null(await article.OpenAsync(Stories.OtherAuthor, takeOver: true));
        Assert.Null(await article.KeepOpenAsync(Stories.OtherAuthor));
        Assert.Null((await article.GetForEditingAsync(Stories.Editor))!.Lock);
        Assert.Null(await article.GetRevisionAsync(1, Stories.OtherAuthor));
    }

    [Fact]
    public async Task Withdrawal_IsNotHeldUp_ByWhoeverWrites()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        await article.OpenAsync(Stories.Author, takeOver: false);
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(1, Chief)));
    }

    [Fact]
    public async Task Preview_IsWhatWouldBePublished_AndForWritersAlone()
    {
        var preview = cluster.Client.GetGrain<IStoryPreviewGrain>(0);
        const string body = "The *boats*.<script>alert(1)</script>";
        var story = await cluster.Client.NewArticleAsync();
        await story.PublishedAsync(Stories.Harbour.Unique() with { Body = body });

        Assert.Equal((await story.GetPublishedAsync(0))!.Html, await preview.RenderAsync(new(body, BodyFormat.Markdown), Stories.Contributor));
        Assert.Null(await preview.RenderAsync(new(body, BodyFormat.Markdown), new("mo", "Mo", Role.Moderator)));
        Assert.Null(await preview.RenderAsync(new(new('x', 2_000_001), BodyFormat.Markdown), Stories.Author));
    }

    private async Task<IArticleGrain> DraftAsync()
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 0, Stories.Author)));
        return article;
    }
}
