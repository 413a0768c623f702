using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

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

    private async Task<ImportOutcome> ImportAsync(string name, string text) =>
        Assert.Single(await ImportAsync([(name, text)]));

    private async Task<List<ImportOutcome>> ImportAsync(params (string Name, string Text)[] files)
    {
        var outcomes = new List<ImportOutcome>();
        await foreach (var outcome in new MarkdownImport(cluster.Client, cluster.Time).ImportAsync(files, Actor.System, CancellationToken.None)) outcomes.Add(outcome);
        return outcomes;
    }
}
