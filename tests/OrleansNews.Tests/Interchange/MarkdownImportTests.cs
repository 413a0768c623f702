using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using OrleansNews.Media;

namespace OrleansNews.Markdown;

public sealed class MarkdownImportTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private const string Harbour = """
        ---
        title: "Night shift: the harbour"
        date: 2026-11-20 06:30
        section: Local
        tags: harbour, Night work
        author: [Mara Lind, Jonas Beck]
        dateline: LISBON
        ---
        The first boats come in at **four**.
        """;

    [Fact]
    public async Task Import_NewFile_PublishesItAtItsDate()
    {
        var outcome = await ImportAsync("harbour.md", Harbour);

        Assert.Equal((ImportStatus.Created, "/2026/11/20/night-shift-the-harbour/"), (outcome.Status, outcome.Path));
        Assert.Empty(outcome.Messages);
        var story = await cluster.Client.GetGrain<IArticleGrain>(outcome.Article!.Value.Value).GetPublishedAsync(0);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 6, 30, 0, TimeSpan.Zero), story!.PublishedAt);
        Assert.Equal(["mara-lind", "jonas-beck"], story.Authors.Select(author => author.Slug));
        Assert.Equal(["harbour", "night-work"], story.Tags.Select(tag => tag.Slug));
        Assert.Equal(("LISBON", "local"), (story.Dateline, story.Section!.Slug));
    }

    [Fact]
    public async Task Import_TheSameFileAgain_ChangesNothingUntilItSaysSomethingElse()
    {
        var file = Harbour.Replace("the harbour", $"the harbour {Guid.NewGuid():N}", StringComparison.Ordinal);
        var first = await ImportAsync("harbour.md", file);

        var second = await ImportAsync("harbour.md", file);
        var third = await ImportAsync("harbour.md", file + "\n\nMore.");

        Assert.Equal((ImportStatus.Unchanged, first.Article), (second.Status, second.Article));
        Assert.Equal((ImportStatus.Updated, first.Article, first.Path), (third.Status, third.Article, third.Path));
        Assert.Equal(2, (await cluster.Client.GetGrain<IArticleGrain>(first.Article!.Value.Value).GetPublishedAsync(0))!.Revision);
    }

    [Fact]
    public async Task Import_OfPicturesThatPagesDoNotLoad_WarnsOfEachAndPublishes()
    {
        const string Text = """
            ![over http](http://example.org/one.png?a=1&b=2)
            ![over https](https://example.org/two.png) and a [link](http://example.org/page)

            `![code](http://example.org/three.png)`

            ![by reference][boat]

            [boat]: http://example.org/four.png
            """;

        var outcome = await ImportAsync("pictures.md", $"---\ntitle: Pictures {Guid.NewGuid():N}\ndate: 2026-11-20\n---\n{Text}");

        Assert.Equal(ImportStatus.Created, outcome.Status);
        Assert.Collection(
            outcome.Messages,
            warning => Assert.StartsWith("pictures.md:5: “http://example.org/one.png?a=1&b=2” will not be shown", warning, StringComparison.Ordinal),
            warning => Assert.StartsWith("pictures.md:12: “http://example.org/four.png” will not be shown", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_SeveralFiles_OneThatFailsDoesNotKeepTheOthersBack()
    {
        var title = Guid.NewGuid().ToString("N");
        var good = $"---\ntitle: {title}\ndate: 2026-11-20\n---\nText.";

        var outcomes = await ImportAsync(("bad.md", "No front matter"), ("good.md", good), ("twin.md", good), ("future.md", good.Replace("2026", "2027", StringComparison.Ordinal)));

        Assert.Equal([ImportStatus.Failed, ImportStatus.Created, ImportStatus.Failed, ImportStatus.Failed], outcomes.Select(outcome => outcome.Status));
        Assert.StartsWith("bad.md:1: There is no front matter", outcomes[0].Messages[0], StringComparison.Ordinal);
        Assert.Contains("good.md has the same slug and date", outcomes[2].Messages[0], StringComparison.Ordinal);
        Assert.Contains("lies in the future", outcomes[3].Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_StoryThatWasWithdrawnOrIsBeingEdited_IsLeftAlone()
    {
        var file = Harbour.Replace("the harbour", $"the harbour {Guid.NewGuid():N}", StringComparison.Ordinal);
        var first = await ImportAsync("harbour.md", file);
        var article = cluster.Client.GetGrain<IArticleGrain>(first.Article!.Value.Value);
        var draft = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Actor.System)));
        Assert.Contains("not published", (await ImportAsync("harbour.md", file + " More.")).Messages[0], StringComparison.Ordinal);
        await article.WithdrawAsync(new(draft.Version, Actor.System));

        var outcome = await ImportAsync("harbour.md", file + " More.");

        Assert.Equal(ImportStatus.Failed, outcome.Status);
        Assert.Contains("was withdrawn", outcome.Messages[0], StringComparison.Ordinal);
        Assert.Equal(ArticleStatus.Withdrawn, (await article.GetPublishedAsync(0))!.Status);
    }

    [Fact]
    public async Task Import_OfAnImage_TakesTheWordsOfTheLibrary_UnlessTheFileHasItsOwn()
    {
        var media = await cluster.Client.NewPictureAsync(words: "Boats at a quay");
        var file = Unique().Replace("dateline: LISBON", $"dateline: LISBON\nimage: {media.Source.Id}", StringComparison.Ordinal);

        var first = await ImportAsync("harbour.md", file);
        var second = await ImportAsync("harbour.md", file);
        var third = await ImportAsync("harbour.md", file.Replace("dateline: LISBON", "dateline: LISBON\nimage_alt: Mine", StringComparison.Ordinal));

        Assert.Equal((ImportStatus.Created, ImportStatus.Unchanged, ImportStatus.Updated), (first.Status, second.Status, third.Status));
        var picture = (await cluster.Client.GetGrain<IArticleGrain>(first.Article!.Value.Value).GetPublishedAsync(0))!.LeadImage!;
        Assert.Equal((media.Source.Key, "Mine"), (picture.Source.Key, picture.Words.AlternativeText));
        Assert.Contains("lead_image", (await ImportAsync("harbour.md", Unique().Replace("dateline: LISBON", "image: 999999\nimage_alt: Boats", StringComparison.Ordinal))).Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAFileThatDoesNotSpeakOfThem_KeepsEntriesAndImage()
    {
        var media = await cluster.Client.NewPictureAsync();
        var file = Unique();
        var live = file.Replace("dateline: LISBON", $"dateline: LISBON\nlive: newest\nimage: {media.Source.Id}", StringComparison.Ordinal);
        var first = await ImportAsync("harbour.md", live);
        var story = cluster.Client.GetGrain<IArticleGrain>(first.Article!.Value.Value);
        Assert.IsType<LiveEntrySaved>(await cluster.Client.GetGrain<ILiveStoryGrain>(story.Id().Value).AddAsync(LiveStoryFixtures.Entry("An entry", actor: Actor.System)));

        Assert.Equal(ImportStatus.Unchanged, (await ImportAsync("harbour.md", file)).Status);
        Assert.Equal(ImportStatus.Updated, (await ImportAsync("harbour.md", file + " More.")).Status);

        var published = (await story.GetPublishedAsync(0))!;
        Assert.Equal((LiveOrder.NewestFirst, media.Source.Id), (published.Live, published.LeadImage!.Source.Id));
        Assert.Equal(ImportStatus.Updated, (await ImportAsync("harbour.md", live.Replace("live: newest", "live: no", StringComparison.Ordinal))).Status);
        Assert.Equal(LiveOrder.None, (await story.GetPublishedAsync(0))!.Live);
    }

    /// <summary>Two activations of one grain: the other one wrote first.</summary>
    [Fact]
    public async Task Import_ThatAnotherActivationOvertakes_LooksAgain_AndIsDone()
    {
        var file = Unique();
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.Conflict, 1);

        var outcome = await ImportAsync("harbour.md", file);

        Assert.Empty(outcome.Messages);
        Assert.Equal(ImportStatus.Unchanged, (await ImportAsync("harbour.md", file)).Status);
    }

    private static string Unique() => Harbour.Replace("the harbour", $"the harbour {Guid.NewGuid():N}", StringComparison.Ordinal);

    private async Task<ImportOutcome> ImportAsync(string name, string text) =>
        Assert.Single(await ImportAsync([(name, text)]));

    private async Task<List<ImportOutcome>> ImportAsync(params (string Name, string Text)[] files)
    {
        var outcomes = new List<ImportOutcome>();
        await foreach (var outcome in new MarkdownImport(cluster.Client, cluster.Time).ImportAsync(files, Actor.System, CancellationToken.None)) outcomes.Add(outcome);
        return outcomes;
    }
}
