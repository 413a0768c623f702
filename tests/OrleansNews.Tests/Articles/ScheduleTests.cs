using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>What goes out by itself: once, to the second, whatever fails between.</summary>
public sealed class ScheduleTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_GoesOutAtItsSecond_NotBefore_AndOnce()
    {
        var article = await DraftAsync();
        var at = Second(90);
        await PlanAsync(article, 1, at);

        cluster.Time.Advance(at - cluster.Time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        await FireAsync(article);
        Assert.Null(await article.GetPublishedAsync(0));

        cluster.Time.Advance(TimeSpan.FromMilliseconds(1));
        await UntilPublishedAsync(article);
        await FireAsync(article);
        cluster.Time.Advance(TimeSpan.FromMinutes(5));
        await FireAsync(article);

        var story = (await article.GetPublishedAsync(0))!;
        Assert.Equal((1, at), (story.Revision, story.PublishedAt));
        var editable = (await article.GetForEditingAsync(Stories.Author))!;
        Assert.Equal("Mara Lind", Assert.Single(editable.Revisions).By);
        Assert.Null(editable.Schedule);
    }

    [Fact]
    public async Task Story_WhoseClusterWasDown_GoesOutOnce_WithTheDateThatWasPlanned()
    {
        var article = await DraftAsync();
        var at = Second(30);
        await PlanAsync(article, 1, at);
        await article.DeliveredAsync();
        var shard = ShardOf(article);

        await article.DeactivateAsync();
        await shard.DeactivateAsync();
        cluster.Time.Advance(TimeSpan.FromHours(3));
        await UntilPublishedAsync(article);

        Assert.Equal((1, at), await article.GetPublishedAsync(0) is { } story ? (story.Revision, story.PublishedAt) : default);
        await shard.DeactivateAsync();
        await FireAsync(article);
        Assert.Equal(1, (await article.GetPublishedAsync(0))!.Revision);
    }

    [Theory]
    [InlineData("article", StorageFault.Before)]
    [InlineData("article", StorageFault.After)]
    [InlineData("article", StorageFault.Conflict)]
    [InlineData("schedule", StorageFault.Before)]
    [InlineData("schedule", StorageFault.After)]
    [InlineData("article-revision", StorageFault.Before)]
    public async Task Story_GoesOutOnce_WhenAWriteFails(string state, StorageFault fault)
    {
        var article = await DraftAsync();
        await PlanAsync(article, 1, Second(20));
        await article.DeliveredAsync();
        cluster.Storage.Arm(StorageOperation.Write, state, fault);
        cluster.Time.Advance(TimeSpan.FromSeconds(21));
        await UntilPublishedAsync(article);
        await FireAsync(article);
        cluster.Storage.Heal();
        await FireAsync(article);

        Assert.Equal(1, (await article.GetPublishedAsync(0))!.Revision);
        Assert.Single((await article.GetForEditingAsync(Stories.Author))!.Revisions);
    }

    [Fact]
    public async Task Plan_ThatWasRegisteredAndNeverCommitted_DoesNothing()
    {
        var article = await DraftAsync();
        await article.DeliveredAsync();
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Before, article);
        await Assert.ThrowsAnyAsync<Exception>(() => article.ScheduleAsync(new(Second(10), 1, Stories.Author)));
        var later = Second(300);
        await PlanAsync(article, 1, later);

        cluster.Time.Advance(TimeSpan.FromSeconds(120));
        await FireAsync(article);
        Assert.Null(await article.GetPublishedAsync(0));
        cluster.Time.Advance(TimeSpan.FromSeconds(181));
        await UntilPublishedAsync(article);
        Assert.Equal(later, (await article.GetPublishedAsync(0))!.PublishedAt);
    }

    [Fact]
    public async Task Plan_ThatWasMovedOrTakenBack_IsNotFollowed()
    {
        var (moved, back) = (await DraftAsync(), await DraftAsync());
        await PlanAsync(moved, 1, Second(20));
        var later = Second(200);
        await PlanAsync(moved, 2, later);
        await PlanAsync(back, 1, Second(20));
        await PlanAsync(back, 2, null);

        cluster.Time.Advance(TimeSpan.FromSeconds(100));
        await FireAsync(moved);
        await FireAsync(back);
        Assert.Null(await moved.GetPublishedAsync(0));
        Assert.Null(await back.GetPublishedAsync(0));

        cluster.Time.Advance(TimeSpan.FromSeconds(101));
        await UntilPublishedAsync(moved);
        await FireAsync(back);
        Assert.Null(await back.GetPublishedAsync(0));
    }

    [Fact]
    public async Task Change_OfAPublishedStory_WaitsWhileTheOldOneStaysUp()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        await article.PublishedAsync(content);
        var first = (await article.GetPublishedAsync(0))!;
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Body = "The new text." }, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(Second(40), 2, Stories.Author, "A better text", new("The boats come at five.", ShowsChange: true))));

        Assert.DoesNotContain("The new text.", (await article.GetPublishedAsync(0))!.Html, StringComparison.Ordinal);
        cluster.Time.Advance(TimeSpan.FromSeconds(41));
        await UntilPublishedAsync(article, revision: 2);

        var changed = (await article.GetPublishedAsync(0))!;
        Assert.Contains("The new text.", changed.Html, StringComparison.Ordinal);
        Assert.Equal((first.PublishedAt, first.Path), (changed.PublishedAt, changed.Path));
        Assert.Equal("The boats come at five.", Assert.Single(changed.Corrections).Text);
        Assert.Equal("A better text", (await article.GetForEditingAsync(Stories.Author))!.Revisions[1].Reason);
    }

    [Fact]
    public async Task Save_OfAPlannedStory_IsWhatGoesOut_AndOnlyWhoMayPublishSaves()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content, 0, Stories.Contributor)));
        Assert.IsType<ArticleForbidden>(await article.ScheduleAsync(new(Second(20), 1, Stories.Contributor)));
        Assert.IsType<ArticleForbidden>(await article.ScheduleAsync(new(Second(20), 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(Second(20), 1, Stories.Editor)));

        Assert.IsType<ArticleForbidden>(await article.SaveDraftAsync(new(content with { Body = "Sneaked in." }, 2, Stories.Contributor)));
        Assert.IsType<ArticleInvalid>(await article.SaveDraftAsync(new(content with { Body = "Half a sen" }, 2, Stories.Editor, IsAutosave: true)));
        Assert.Equal("title", Assert.Single(Assert.IsType<ArticleInvalid>(await article.SaveDraftAsync(new(content with { Title = "" }, 2, Stories.Editor))).Errors).Field);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Body = "The last word." }, 2, Stories.Editor)));

        cluster.Time.Advance(TimeSpan.FromSeconds(21));
        await UntilPublishedAsync(article);
        Assert.Contains("The last word.", (await article.GetPublishedAsync(0))!.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_TakesBackWhatWasPlanned()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        await article.PublishedAsync(content);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Body = "More." }, 1, Stories.Author)));
        await PlanAsync(article, 2, Second(20));
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(3, Stories.Author)));

        cluster.Time.Advance(TimeSpan.FromSeconds(100));
        await FireAsync(article);
        Assert.Equal(ArticleStatus.Withdrawn, (await article.GetPublishedAsync(0))!.Status);
    }

    [Fact]
    public async Task Story_ThatCannotGoOut_SaysWhy_AndStaysADraft()
    {
        var taken = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique() with { Slug = $"s{Guid.NewGuid():N}" };
        var article = await DraftAsync(content);
        var at = Second(20);
        await PlanAsync(article, 1, at);
        Assert.IsType<ArticleSaved>(await taken.PublishAsync(new(content, 0, Stories.Editor, at.AddSeconds(-30))));

        cluster.Time.Advance(TimeSpan.FromSeconds(21));
        EditableArticle editable;
        while ((editable = (await article.GetForEditingAsync(Stories.Author))!).Schedule!.Problem.Length == 0) await Task.Delay(10, Cancel);
        Assert.Contains("address", editable.Schedule.Problem, StringComparison.Ordinal);
        Assert.Null(await article.GetPublishedAsync(0));
        await article.DeliveredAsync();
        var desk = await cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(article.Id())).ListAsync(Stories.Editor);
        Assert.True(desk.Single(story => story.Article == article.Id()).HasFailed);

        await PlanAsync(article, editable.Version, null);
        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content with { Slug = "" }, editable.Version + 1, Stories.Author)));
    }

    [Fact]
    public async Task Plan_MustLieAhead_AndHaveADraft()
    {
        var article = await DraftAsync();
        Assert.Equal("at", Assert.Single(Assert.IsType<ArticleInvalid>(await article.ScheduleAsync(new(cluster.Time.GetUtcNow(), 1, Stories.Author))).Errors).Field);
        Assert.IsType<ArticleInvalid>(await article.ScheduleAsync(new(cluster.Time.GetUtcNow().AddYears(6), 1, Stories.Author)));
        Assert.IsType<ArticleConflict>(await article.ScheduleAsync(new(Second(20), 7, Stories.Author)));
        Assert.IsType<ArticleInvalid>(await article.ScheduleAsync(new(Second(20), 1, Stories.Author, Correction: new("Of what?", ShowsChange: true))));
        var published = await cluster.Client.NewArticleAsync();
        await published.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleNotFound>(await published.ScheduleAsync(new(Second(20), 1, Stories.Author)));
    }

    [Fact]
    public async Task Embargo_HoldsBackPublicationsAndPlans_OfEverybody()
    {
        var article = await DraftAsync();
        var until = Second(3600);
        Assert.IsType<ArticleForbidden>(await article.EmbargoAsync(new(until, 1, Stories.OtherAuthor)));
        Assert.IsType<ArticleInvalid>(await article.EmbargoAsync(new(cluster.Time.GetUtcNow(), 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.EmbargoAsync(new(until, 1, Stories.Author)));

        foreach (var actor in new[] { Stories.Author, Stories.Editor, Actor.System })
            Assert.Equal("embargo", Assert.Single(Assert.IsType<ArticleInvalid>(await article.PublishAsync(new(null, 2, actor))).Errors).Field);
        Assert.Equal("at", Assert.Single(Assert.IsType<ArticleInvalid>(await article.ScheduleAsync(new(until.AddSeconds(-1), 2, Stories.Author))).Errors).Field);
        await PlanAsync(article, 2, until);
        Assert.IsType<ArticleInvalid>(await article.EmbargoAsync(new(until.AddSeconds(1), 3, Stories.Author)));

        cluster.Time.Advance(until - cluster.Time.GetUtcNow());
        await UntilPublishedAsync(article);
        Assert.Equal(until, (await article.GetPublishedAsync(0))!.PublishedAt);
        Assert.Null((await article.GetForEditingAsync(Stories.Author))!.EmbargoUntil);
    }

    [Fact]
    public async Task Embargo_HoldsBackAnOldText_OfAStoryThatReadersDoNotHave()
    {
        var (withdrawn, published) = (await cluster.Client.NewArticleAsync(), await cluster.Client.NewArticleAsync());
        var content = Stories.Harbour.Unique();
        await withdrawn.PublishedAsync(content);
        Assert.IsType<ArticleSaved>(await withdrawn.WithdrawAsync(new(1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await withdrawn.EmbargoAsync(new(Second(3600), 2, Stories.Author)));
        await published.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await published.SaveDraftAsync(new(content with { Body = "Not yet." }, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await published.EmbargoAsync(new(Second(3600), 2, Stories.Author)));

        Assert.Equal("embargo", Assert.Single(Assert.IsType<ArticleInvalid>(await withdrawn.PublishAsync(new(content, 3, Stories.Author, KeepsDraft: true))).Errors).Field);
        Assert.Equal(ArticleStatus.Withdrawn, (await withdrawn.GetPublishedAsync(0))!.Status);

        // Readers had this one all the time, and the draft stays where it was.
        Assert.IsType<ArticleSaved>(await published.PublishAsync(new(Stories.Harbour.Unique(), 3, Stories.Author, KeepsDraft: true)));
        var editable = (await published.GetForEditingAsync(Stories.Author))!;
        Assert.Equal(("Not yet.", true), (editable.Content.Body, editable.EmbargoUntil is not null));
    }

    private DateTimeOffset Second(int ahead)
    {
        var moment = cluster.Time.GetUtcNow().AddSeconds(ahead);
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
    }

    private async Task<IArticleGrain> DraftAsync(ArticleContent? content = null)
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content ?? Stories.Harbour.Unique(), 0, Stories.Author)));
        return article;
    }

    private static async Task PlanAsync(IArticleGrain article, long version, DateTimeOffset? at) => Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(at, version, Stories.Author)));

    private IScheduleGrain ShardOf(IArticleGrain article) => cluster.Client.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(article.Id()));

    // A fault that the test armed may be met here instead of in the ticker.
    private async Task FireAsync(IArticleGrain article)
    {
        try
        {
            await ShardOf(article).FireDueAsync();
        }
        catch (Exception fault) when (fault is IOException or Orleans.Storage.InconsistentStateException)
        {
            await ShardOf(article).FireDueAsync();
        }
    }

    private async Task UntilPublishedAsync(IArticleGrain article, long revision = 1)
    {
        while (await article.GetPublishedAsync(0) is not { } story || story.Revision < revision)
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(10, Cancel);
        }
    }
}
