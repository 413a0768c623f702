using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>Drafts that are thrown away and taken back: what readers see stays, nothing of them goes out, and no word of them is lost.</summary>
public sealed class DiscardedDraftTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Change_ThatIsThrownAway_LeavesTheDesk_AndComesBackAsItWas()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        await article.PublishedAsync(content);
        var change = content with { Title = "A stray key", Body = "x" };
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(change, 1, Stories.Author, InReview: true, Words: new("Mended", "It was wrong.", true))));

        Assert.Equal(3, Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(2, Stories.Author))).Version);
        await article.DeliveredAsync();
        var story = await ReadAsync(article);
        Assert.Equal((ArticleStatus.Published, false, false, content.Body), (story.Status, story.HasDraft, story.InReview, story.Content.Body));
        Assert.Equal(("Mara Lind", cluster.Time.GetUtcNow()), (story.Trash!.By, story.Trash.At));
        Assert.Null(story.Words);
        Assert.Null(await OnDeskAsync(article));
        Assert.Equal(1, (await article.GetPublishedAsync(0))!.Revision);

        // Longer than a draft is kept that another one replaced.
        cluster.Time.Advance(TimeSpan.FromDays(3));
        for (var again = 0; again < 2; again++) Assert.Equal(4, Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author)).Version);
        await article.DeliveredAsync();
        story = await ReadAsync(article);
        Assert.Equal((true, "x", "It was wrong.", true), (story.HasDraft, story.Content.Body, story.Words?.Correction, story.InReview));
        Assert.Null(story.Trash);
        Assert.Equal("A stray key", (await OnDeskAsync(article))!.Title);
    }

    [Fact]
    public async Task Change_OfAWithdrawnStory_IsThrownAway_AndTheDeskNamesWhatReadersHad()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        await article.PublishedAsync(content);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Title = "Another" }, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(2, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(3, Stories.Author)));
        await article.DeliveredAsync();

        Assert.Equal((ArticleStatus.Withdrawn, content.Title, false), await OnDeskAsync(article) is { } story ? (story.Status, story.Title, story.HasDraft) : default);
    }

    [Fact]
    public async Task Story_ThatReadersNeverHad_IsInTheTrashFor30Days_AndGoesOutNoMore()
    {
        var article = await DraftAsync();
        var at = cluster.Time.GetUtcNow().AddMinutes(10);
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(at, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(2, Stories.Author)));
        await article.DeliveredAsync();

        var discarded = (await OnDeskAsync(article))!;
        Assert.Equal(cluster.Time.GetUtcNow(), discarded.DiscardedAt);
        Assert.Null(discarded.ScheduledAt);
        Assert.Equal("Never read.", (await ReadAsync(article)).Content.Body);
        Assert.IsType<ArticleNotFound>(await article.ScheduleAsync(new(at, 3, Stories.Author)));
        Assert.IsType<ArticleNotFound>(await article.PublishAsync(new(null, 3, Stories.Author)));
        Assert.IsType<ArticleNotFound>(await article.DiscardDraftAsync(new(3, Stories.Author)));
        cluster.Time.Advance(TimeSpan.FromDays(30));
        await cluster.Client.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(article.Id())).FireDueAsync();
        Assert.Null(await article.GetPublishedAsync(0));
        Assert.NotNull(await OnDeskAsync(article));

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await OnDeskAsync(article));
    }

    [Fact]
    public async Task Story_InTheTrash_IsTakenBack_OrGoneOnWith_WhereItWas()
    {
        var (back, on) = (await DraftAsync(), await DraftAsync());
        foreach (var article in new[] { back, on }) Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(1, Stories.Author)));

        Assert.IsType<ArticleSaved>(await back.TakeDraftBackAsync(Stories.Editor));
        Assert.IsType<ArticleSaved>(await on.SaveDraftAsync(new(Stories.Harbour with { Body = "More." }, 2, Stories.Author)));

        foreach (var (article, body) in new[] { (back, "Never read."), (on, "More.") })
        {
            await article.DeliveredAsync();
            Assert.Null((await OnDeskAsync(article))!.DiscardedAt);
            Assert.Equal((body, true), await ReadAsync(article) is { Trash: null } story ? (story.Content.Body, story.HasDraft) : default);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Draft_IsThrownAwayOnce_WhenTheAnswerIsLost_AndNoneThatSomebodyElseWrote(bool wasPublished)
    {
        var article = await DraftAsync();
        long version = 1;
        if (wasPublished)
        {
            version = (await article.PublishedAsync(Stories.Harbour.Unique(), version)).Version;
            version = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, version, Stories.Author))).Version;
        }

        Assert.Equal(new ArticleConflict(version), await article.DiscardDraftAsync(new(version - 1, Stories.Author)));
        await article.OpenAsync(Stories.Editor, takeOver: true);
        Assert.IsType<ArticleLocked>(await article.DiscardDraftAsync(new(version, Stories.Author)));
        await article.OpenAsync(Stories.Author, takeOver: true);
        await article.DeliveredAsync();
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.After, article);
        await Assert.ThrowsAsync<IOException>(() => article.DiscardDraftAsync(new(version, Stories.Author)));
        cluster.Storage.Heal();

        for (var again = 0; again < 2; again++) Assert.Equal(version + 1, Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(version, Stories.Author))).Version);
        // A page that was open meanwhile saves nothing by itself, and no story in the trash says that its text is saved.
        Assert.Equal(new ArticleConflict(version + 1), await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Typed on." }, version, Stories.Author, IsAutosave: true)));
        if (wasPublished) return;
        Assert.Equal(new ArticleConflict(version + 1), await article.SaveDraftAsync(new((await ReadAsync(article)).Content, version, Stories.Author)));
    }

    [Fact]
    public async Task Change_ThatBeginsAnew_TakesThePlaceOfOneThatWasThrownAway()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "One." }, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(2, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Two." }, 3, Stories.Author)));

        Assert.Equal(4, Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author)).Version);
        Assert.Equal("Two.", (await ReadAsync(article)).Content.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_ThatIsThrownAway_IsInTheStoreFor30Days_AndNoLonger_WhateverFails(bool wasPublished)
    {
        var article = await DraftAsync();
        await article.AddNoteAsync(new("Why this?", Stories.Editor));
        await article.AddNoteAsync(new("Never mind.", Stories.Author));
        var content = Stories.Harbour.Unique();
        if (wasPublished) await article.PublishedAsync(content, 1);
        var version = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Body = "A secret." }, wasPublished ? 2 : 1, Stories.Author))).Version;
        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(version, Stories.Author)));
        await article.DeliveredAsync();
        var head = await HeadAsync(article);
        var texts = head.TextsOf(head.Trash!).ToList();
        Assert.Equal(wasPublished ? 1 : 2, texts.Count);

        cluster.Time.Advance(TimeSpan.FromDays(30));
        await FireAsync(article);
        foreach (var text in texts) Assert.True(await IsStoredAsync<ArticleDraftState>("article-draft", text));
        cluster.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await FireAsync(article);
        Assert.Equal(version + 1, Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author)).Version);
        foreach (var text in texts) Assert.True(await IsStoredAsync<ArticleDraftState>("article-draft", text));

        // The ticker of the silo asks as well.
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Before, article);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await Waits.UntilAsync(
            async () =>
            {
                await FireAsync(article);
                return ((await HeadAsync(article)).Trash?.Deletion ?? default) == default && await IsForgottenAsync(article);
            },
            "The schedule reminds for ever.");
        cluster.Storage.Heal();

        foreach (var text in texts) Assert.False(await IsStoredAsync<ArticleDraftState>("article-draft", text));
        Assert.Equal(wasPublished, await IsStoredAsync<ArticleNoteState>("article-note", head.LastNote!));
        var story = await ReadAsync(article);
        Assert.Equal(wasPublished ? (content.Title, content.Body, 2) : ("", "", 0), (story.Content.Title, story.Content.Body, (await article.GetNotesAsync(Stories.Editor)).Length));
        Assert.Equal(wasPublished, story.Trash is null);
    }

    [Fact]
    public async Task Text_ThatWasTakenBack_OrGoneOnWith_IsNotDeleted()
    {
        var (back, on) = (await DraftAsync(), await DraftAsync());
        foreach (var article in new[] { back, on }) Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(1, Stories.Author)));
        cluster.Time.Advance(TimeSpan.FromDays(29));
        Assert.IsType<ArticleSaved>(await back.TakeDraftBackAsync(Stories.Author));
        Assert.IsType<ArticleSaved>(await on.SaveDraftAsync(new(Stories.Harbour with { Body = "More." }, 2, Stories.Author)));

        cluster.Time.Advance(TimeSpan.FromDays(2));
        foreach (var (article, body) in new[] { (back, "Never read."), (on, "More.") })
        {
            await FireAsync(article);
            Assert.Equal((body, true), await ReadAsync(article) is { Trash: null } story ? (story.Content.Body, story.HasDraft) : default);
        }
    }

    /// <summary>An older build, in a cluster that is being upgraded, saves over a trash that it does not know, and keeps it as it is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DraftThatAnOlderBuildSavedSince_IsTheDraft_AndNothingIsTakenBackOverIt(bool wasPublished)
    {
        var article = await DraftAsync();
        long version = 1;
        if (wasPublished)
        {
            await article.PublishedAsync(Stories.Harbour.Unique(), 1);
            version = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 2, Stories.Author))).Version;
        }

        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(version, Stories.Author)));
        var trash = (await HeadAsync(article)).Trash;
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Newer." }, version + 1, Stories.Author)));
        await article.DeliveredAsync();
        await cluster.WritePastAsync<ArticleState>(article, "article", head => head with { Trash = trash });
        await article.DeactivateAsync();

        var story = await ReadAsync(article);
        Assert.Equal(("Newer.", null), (story.Content.Body, story.Trash));
        Assert.Equal(version + 2, Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author)).Version);
        Assert.Equal("Newer.", (await ReadAsync(article)).Content.Body);
        Assert.Equal(version + 3, Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(version + 2, Stories.Author))).Version);
        Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author));
        Assert.Equal("Newer.", (await ReadAsync(article)).Content.Body);
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 0, 2)]
    public async Task Embargo_OfAChangeThatIsTakenBack_IsTheLaterOne(int ofDraft, int since, int expected)
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Stories.Author)));
        var now = cluster.Time.GetUtcNow();
        Assert.IsType<ArticleSaved>(await article.EmbargoAsync(new(now.AddHours(ofDraft), 2, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.DiscardDraftAsync(new(3, Stories.Author)));
        if (since > 0) Assert.IsType<ArticleSaved>(await article.EmbargoAsync(new(now.AddHours(since), 4, Stories.Author)));

        Assert.IsType<ArticleSaved>(await article.TakeDraftBackAsync(Stories.Author));
        Assert.Equal(now.AddHours(expected), (await ReadAsync(article)).EmbargoUntil);
    }

    private async Task<ArticleState> HeadAsync(IArticleGrain article)
    {
        var head = new GrainState<ArticleState>(new());
        await cluster.Storage.ReadStateAsync("article", article.GetGrainId(), head);
        return head.State!;
    }

    private async Task<bool> IsStoredAsync<T>(string kind, string name)
        where T : new()
    {
        var read = new GrainState<T>(new());
        await cluster.Storage.ReadStateAsync(kind, GrainId.Create(kind, name), read);
        return read.RecordExists;
    }

    private async Task<bool> IsForgottenAsync(IArticleGrain article)
    {
        var schedule = new GrainState<ScheduleState>(new());
        await cluster.Storage.ReadStateAsync("schedule", cluster.Client.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(article.Id())).GetGrainId(), schedule);
        return schedule.State!.Entries.All(entry => entry.Article != article.Id());
    }

    private Task FireAsync(IArticleGrain article) => cluster.Client.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(article.Id())).FireDueAsync();

    private async Task<IArticleGrain> DraftAsync()
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour.Unique() with { Body = "Never read." }, 0, Stories.Author)));
        await article.DeliveredAsync();
        return article;
    }

    private static async Task<EditableArticle> ReadAsync(IArticleGrain article) => (await article.GetForEditingAsync(Stories.Editor))!;

    private async Task<StoryInHand?> OnDeskAsync(IArticleGrain article) =>
        (await cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(article.Id())).ListAsync(Stories.Editor)).FirstOrDefault(story => story.Article == article.Id());
}
