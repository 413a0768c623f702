using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>A draft that the script saved and another save of the same person replaced is kept for a day, for whoever reads it at that moment, and then deleted; what readers got is kept for ever.</summary>
public sealed class ReplacedDraftTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public async Task ReplacedDraft_IsDeletedByTheFirstSaveADayLater_AndNoneThatIsYounger()
    {
        var article = await cluster.Client.NewArticleAsync();
        var first = await SaveAsync(article);
        var second = await SaveAsync(article);
        cluster.Time.Advance(Day - TimeSpan.FromSeconds(1));
        var third = await SaveAsync(article);
        Assert.Equal([true, true, true], await ExistAsync(first, second, third));

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var fourth = await SaveAsync(article);

        Assert.Equal([false, true, true, true], await ExistAsync(first, second, third, fourth));
        Assert.Equal("Text 4.", (await article.GetForEditingAsync(Stories.Author))!.Content.Body);

        cluster.Time.Advance(Day);
        var fifth = await SaveAsync(article);
        Assert.Equal([false, false, false, true, true], await ExistAsync(first, second, third, fourth, fifth));
    }

    [Fact]
    public async Task DraftThatWasPublished_IsDeletedADayLater_AndNoRevisionIs()
    {
        var article = await cluster.Client.NewArticleAsync();
        var draft = await SaveAsync(article);
        var content = (await article.GetForEditingAsync(Stories.Author))!.Content.Unique();
        await article.PublishedAsync(content, 1);
        Assert.Equal([true], await ExistAsync(draft));

        cluster.Time.Advance(Day);
        await article.PublishedAsync(content with { Body = "Changed." }, 2);

        Assert.Equal([false], await ExistAsync(draft));
        Assert.Equal(content.Body, (await article.GetRevisionAsync(1, Stories.Author))!.Body);
        Assert.Equal(0, cluster.Storage.CountOf(StorageOperation.Clear, "article-revision"));
    }

    [Fact]
    public async Task ReplacedDrafts_OfOneDay_AreTheLast32()
    {
        var article = await cluster.Client.NewArticleAsync();
        var names = new List<string>();
        for (var number = 0; number < 40; number++) names.Add(await SaveAsync(article));

        // 32 that were replaced, and the one that was not.
        Assert.Equal([.. Enumerable.Repeat(false, 7), .. Enumerable.Repeat(true, 33)], await ExistAsync([.. names]));
    }

    [Fact]
    public async Task Save_ThatFails_DeletesNothing_AndOneWhoseDeletionFailsIsDone()
    {
        var article = await cluster.Client.NewArticleAsync();
        var first = await SaveAsync(article);
        await SaveAsync(article);
        cluster.Time.Advance(Day);

        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Before, article);
        await Assert.ThrowsAsync<IOException>(() => SaveAsync(article));
        Assert.Equal([true], await ExistAsync(first));

        cluster.Storage.Arm(StorageOperation.Clear, "article-draft", StorageFault.Before);
        var last = await SaveAsync(article);
        cluster.Storage.Heal();
        Assert.Equal([true, true], await ExistAsync(first, last));
        Assert.DoesNotContain((await HeadAsync(article)).Discarded, draft => draft.Name == first);
    }

    // Saves from the version that is stored, and answers what the draft is called.
    private async Task<string> SaveAsync(IArticleGrain article)
    {
        var version = (await HeadAsync(article)).Version;
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = $"Text {version + 1}." }, version, Stories.Author, IsAutosave: true)));
        return (await HeadAsync(article)).Draft!;
    }

    private async Task<ArticleState> HeadAsync(IArticleGrain article) => (await ReadAsync<ArticleState>("article", article.GetGrainId())).State!;

    private async Task<IEnumerable<bool>> ExistAsync(params string[] drafts) =>
        (await Task.WhenAll(drafts.Select(name => ReadAsync<ArticleDraftState>("article-draft", GrainId.Create("article-draft", name))))).Select(draft => draft.RecordExists);

    private async Task<GrainState<T>> ReadAsync<T>(string name, GrainId id)
        where T : new()
    {
        var read = new GrainState<T>(new T());
        await cluster.Storage.ReadStateAsync(name, id, read);
        return read;
    }
}
