using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>Drafts that can be read after others took their place: what somebody meant to save before readers had the story, and what a colleague replaced.</summary>
public sealed class SavedDraftTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Draft_ThatWasSavedOnPurpose_CanBeRead_UntilTheStoryIsPublished_AndNoneOfTheScripts()
    {
        var article = await cluster.Client.NewArticleAsync();
        await SaveAsync(article, "One.", 0, Stories.Author);
        await SaveAsync(article, "By itself.", 1, Stories.Author, isAutosave: true);
        await SaveAsync(article, "Two.", 2, Stories.Author);
        await SaveAsync(article, "Two.", 3, Stories.Author); // The same again is nothing new.
        cluster.Time.Advance(TimeSpan.FromDays(3));
        await SaveAsync(article, "Three.", 4, Stories.Author);

        Assert.Equal(["One.", "Two."], await TextsAsync(article));
        var saved = (await ReadAsync(article)).Saved;
        Assert.Equal(("Mara Lind", cluster.Time.GetUtcNow().AddDays(-3)), (saved[0].By, saved[0].At));
        Assert.Null(await article.GetSavedDraftAsync(saved[0].Name, Stories.OtherAuthor));
        Assert.Null(await article.GetSavedDraftAsync("AAAAAAAAAAAAAAAAAAAAAA", Stories.Author));

        await article.PublishedAsync(Stories.Harbour.Unique(), 5);
        Assert.Empty((await ReadAsync(article)).Saved);
        Assert.Null(await article.GetSavedDraftAsync(saved[0].Name, Stories.Author));
    }

    [Fact]
    public async Task Draft_OfAColleague_CanBeReadWhenItIsReplaced_HoweverItWasSaved_AndWhateverReadersHave()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        await SaveAsync(article, "Hers.", 1, Stories.Author, isAutosave: true);
        await SaveAsync(article, "Taken over.", 2, Stories.Editor);
        await SaveAsync(article, "More of it.", 3, Stories.Editor);

        Assert.Equal(["Hers."], await TextsAsync(article));
    }

    [Fact]
    public async Task Draft_OfAColleague_StaysTheirs_WhenAnOldTextIsRestored()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        await article.PublishedAsync(content);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content with { Title = "Hers" }, 1, Stories.Author)));
        var savedAt = cluster.Time.GetUtcNow();
        cluster.Time.Advance(TimeSpan.FromHours(1));

        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content with { Body = "As it was." }, 2, Stories.Editor, Reason: "Restored", KeepsDraft: true)));

        var story = await ReadAsync(article);
        Assert.Equal((Stories.Author.Name, savedAt, "Hers"), (story.SavedBy, story.SavedAt, story.Content.Title));
        await article.DeliveredAsync();
        var desk = await cluster.Client.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(article.Id())).ListAsync(Stories.Editor);
        Assert.Equal("Hers", desk.Single(shown => shown.Article == article.Id()).Title);
    }

    [Fact]
    public async Task Drafts_ThatCanBeRead_AreTheLast20_AndTheOthersAreDeletedADayLater()
    {
        var article = await cluster.Client.NewArticleAsync();
        for (var version = 0; version < 25; version++) await SaveAsync(article, $"Text {version}.", version, Stories.Author);
        Assert.Equal(Enumerable.Range(4, 20).Select(number => $"Text {number}."), await TextsAsync(article));

        var deleted = cluster.Storage.CountOf(StorageOperation.Clear, "article-draft");
        cluster.Time.Advance(TimeSpan.FromDays(1));
        await SaveAsync(article, "The last.", 25, Stories.Author);
        Assert.Equal(4, cluster.Storage.CountOf(StorageOperation.Clear, "article-draft") - deleted);
        Assert.Equal(Enumerable.Range(5, 20).Select(number => $"Text {number}."), await TextsAsync(article));
    }

    [Fact]
    public async Task Draft_ThatTheStoryNamesNoMore_IsNotStored_HoweverManyAreReplacedInADay()
    {
        var article = await cluster.Client.NewArticleAsync();
        var before = Stored();
        for (var version = 0; version < 100; version++) await SaveAsync(article, $"Text {version}.", version, Stories.Author, isAutosave: version is >= 25 and < 65);

        // The draft, those that can be read, 31 that were replaced within a day, and the one that was forgotten last.
        Assert.Equal(1 + 20 + 31 + 1, Stored() - before);
        Assert.Equal(20, (await TextsAsync(article)).Count());

        int Stored() => cluster.Storage.CountOf(StorageOperation.Write, "article-draft") - cluster.Storage.CountOf(StorageOperation.Clear, "article-draft");
    }

    private static async Task SaveAsync(IArticleGrain article, string body, long version, Accounts.Actor actor, bool isAutosave = false) =>
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour with { Body = body }, version, actor, isAutosave)));

    private static async Task<EditableArticle> ReadAsync(IArticleGrain article) => (await article.GetForEditingAsync(Stories.Editor))!;

    private static async Task<IEnumerable<string>> TextsAsync(IArticleGrain article) =>
        (await Task.WhenAll((await ReadAsync(article)).Saved.Select(saved => article.GetSavedDraftAsync(saved.Name, Stories.Author)))).Select(content => content!.Body);
}
