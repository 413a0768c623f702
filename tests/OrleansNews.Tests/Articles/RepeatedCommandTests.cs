using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>A command that comes again because its answer was lost, and a text that somebody sends again in another way: their own is no conflict, and a colleague's is one.</summary>
public sealed class RepeatedCommandTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly ArticleContent Text = Stories.Harbour with { Body = "Once." };

    /// <summary>Every command to a story that has a draft over its first revision.</summary>
    public static TheoryData<string> Commands { get; } = ["save", "review", "publish", "correct", "restore", "withdraw", "schedule", "embargo"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_WhoseAnswerWasLost_IsDoneOnce(string name)
    {
        var (article, version) = await WithDraftAsync();
        var revisions = (await ReadAsync(article)).Revisions.Length;
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.After, article);
        await Assert.ThrowsAsync<IOException>(() => SendAsync(article, name, version));
        cluster.Storage.Heal();

        for (var again = 0; again < 2; again++) Assert.Equal(version + 1, Assert.IsType<ArticleSaved>(await SendAsync(article, name, version)).Version);

        var story = await ReadAsync(article);
        Assert.Equal(version + 1, story.Version);
        Assert.Equal(revisions + (name is "publish" or "correct" or "restore" or "withdraw" ? 1 : 0), story.Revisions.Length);
        Assert.Equal(name == "correct" ? 1 : 0, story.Corrections.Length);
        Assert.Equal(name is not ("publish" or "correct"), story.HasDraft);
        // The same wish from the version that it knows is a new one.
        Assert.IsNotType<ArticleConflict>(await SendAsync(article, name, version + 1));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_FromBeforeAColleaguesText_IsAConflict(string name)
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text with { Body = "A colleague's." }, version, Stories.Editor)));

        Assert.Equal(new ArticleConflict(version + 1), await SendAsync(article, name, version));
        Assert.Equal("A colleague's.", (await ReadAsync(article)).Content.Body);
    }

    [Fact]
    public async Task SameText_OfAColleague_OrOfAnEarlierVersion_IsAConflict_AndSoIsAnotherOne()
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author)));
        var conflict = new ArticleConflict(version + 1);

        Assert.Equal(conflict, await article.SaveDraftAsync(new(Text, version, Stories.Editor)));
        Assert.Equal(conflict, await article.SaveDraftAsync(new(Text, version - 1, Stories.Author)));
        Assert.Equal(conflict, await article.SaveDraftAsync(new(Text with { Body = "Twice." }, version, Stories.Author)));
        Assert.Equal(conflict, await article.SaveDraftAsync(new(Text with { CommentsOpen = false }, version, Stories.Author)));
        Assert.Equal(conflict, await article.PublishAsync(new(Text, version, Stories.Editor)));
        Assert.IsType<ArticleForbidden>(await article.SaveDraftAsync(new(Text, version, Stories.OtherAuthor)));
        Assert.Equal(version + 1, (await ReadAsync(article)).Version);
    }

    /// <summary>The script saved it, the answer was lost, and its writer presses a button.</summary>
    [Theory]
    [InlineData("save", 0)]
    [InlineData("review", 1)]
    [InlineData("publish", 1)]
    public async Task TextThatWasSavedByItself_IsSavedReviewedAndPublished_FromTheSameVersion(string name, int more)
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author, IsAutosave: true)));

        Assert.Equal(version + 1 + more, Assert.IsType<ArticleSaved>(await SendAsync(article, name, version)).Version);

        var story = await ReadAsync(article);
        Assert.Equal((name == "review", name != "publish"), (story.InReview, story.HasDraft));
        Assert.Equal(Text.Body, story.Content.Body);
    }

    [Fact]
    public async Task TextThatWasPublished_ComesNotBackAsADraft_FromItsOwnPage()
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await SendAsync(article, "publish", version));

        Assert.Equal(version + 1, Assert.IsType<ArticleSaved>(await SendAsync(article, "save", version)).Version);

        Assert.False((await ReadAsync(article)).HasDraft);
    }

    [Fact]
    public async Task TextThatIsPlanned_IsNoConflict_AndPublishingItIs_WhenAColleaguePlannedIt()
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(cluster.Time.GetUtcNow().AddHours(1), version + 1, Stories.Editor)));

        Assert.Equal(version + 2, Assert.IsType<ArticleSaved>(await SendAsync(article, "save", version)).Version);
        Assert.Equal(new ArticleConflict(version + 2), await SendAsync(article, "publish", version));

        Assert.NotNull((await ReadAsync(article)).Schedule);
    }

    [Fact]
    public async Task SameText_WithAnotherCorrection_IsAnotherCommand_AndTheSameOneIsNone()
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author, Words: new("", "One.", true))));
        Assert.Equal(version + 1, Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author, Words: new("", " One. ", true)))).Version);
        Assert.Equal(version + 2, Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author, Words: new("", "Two.", true)))).Version);
        Assert.Equal("Two.", (await ReadAsync(article)).Words?.Correction);

        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(cluster.Time.GetUtcNow().AddHours(1), version + 2, Stories.Author, Correction: new("Two.", true))));
        Assert.Equal(version + 3, Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author, Words: new("", "Two.", true)))).Version);
        Assert.Equal(new ArticleConflict(version + 3), await article.SaveDraftAsync(new(Text, version, Stories.Author, Words: new("", "Three.", true))));
        Assert.Equal("Two.", (await ReadAsync(article)).Words?.Correction);
    }

    [Fact]
    public async Task FirstSave_WhoseAnswerWasLost_BeginsTheStoryOnce()
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, 0, Stories.Author)));

        Assert.Equal(1, Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, 0, Stories.Author))).Version);
        Assert.Equal(new ArticleConflict(1), await article.SaveDraftAsync(new(Text, 0, Stories.Editor)));
    }

    /// <summary>An older build, in a cluster that is being upgraded, keeps what it does not know of as it is.</summary>
    [Fact]
    public async Task TextThatAnOlderBuildReplaced_IsAConflict()
    {
        var (article, version) = await WithDraftAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text, version, Stories.Author)));
        var mark = (await HeadAsync(article)).State!.LastText;
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Text with { Body = "A colleague's." }, version + 1, Stories.Editor)));
        await article.DeliveredAsync();
        var head = await HeadAsync(article);
        head.State = head.State! with { LastText = mark };
        await cluster.Storage.WriteStateAsync("article", article.GetGrainId(), head);
        await article.DeactivateAsync();

        Assert.Equal(new ArticleConflict(version + 2), await article.SaveDraftAsync(new(Text, version, Stories.Author)));
    }

    private Task<ArticleResult> SendAsync(IArticleGrain article, string name, long version) => name switch
    {
        "save" => article.SaveDraftAsync(new(Text, version, Stories.Author)),
        "review" => article.SaveDraftAsync(new(Text, version, Stories.Author, InReview: true)),
        "publish" => article.PublishAsync(new(Text, version, Stories.Author, Reason: "More is known")),
        "correct" => article.PublishAsync(new(Text, version, Stories.Author, Correction: new("It was once, not twice.", true))),
        "restore" => article.PublishAsync(new(Stories.Harbour, version, Stories.Author, Reason: "Restored", KeepsDraft: true)),
        "withdraw" => article.WithdrawAsync(new(version, Stories.Author, "It is wrong")),
        "schedule" => article.ScheduleAsync(new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), version, Stories.Author)),
        "embargo" => article.EmbargoAsync(new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), version, Stories.Author)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private async Task<(IArticleGrain Article, long Version)> WithDraftAsync()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = "Before." }, 1, Stories.Author)));
        await article.DeliveredAsync();
        return (article, 2);
    }

    private static async Task<EditableArticle> ReadAsync(IArticleGrain article) => (await article.GetForEditingAsync(Stories.Editor))!;

    private async Task<GrainState<ArticleState>> HeadAsync(IArticleGrain article)
    {
        var read = new GrainState<ArticleState>(new ArticleState());
        await cluster.Storage.ReadStateAsync("article", article.GetGrainId(), read);
        return read;
    }
}
