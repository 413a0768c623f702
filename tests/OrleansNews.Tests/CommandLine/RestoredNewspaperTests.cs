using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Processes;

namespace OrleansNews.CommandLine;

/// <summary>A data folder that is copied, and put back after somebody was erased: what deploy/README.md says keeps them erased.</summary>
public sealed class RestoredNewspaperTests : IDisposable
{
    private static readonly (string Name, string Email, string Text) Erased = ("Quentin Unmistakable", "very.private.person@mailbox.example", "A remark that nobody else would make.");
    private static readonly (string Name, string Email, string Text) Bystander = ("Berta Bystander", "berta@mailbox.example", "Somebody has to say it.");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Erasures_AfterARestore_AreAppliedToEveryPageAndEveryStoredByte()
    {
        string kept = _folder["kept.jsonl"], live = _folder["live"], restored = _folder["restored"];
        string path;
        ArticleId story;
        ModeratedComment erased;
        ImmutableArray<byte> key;
        await using (var host = await StartAsync(live))
        {
            var cluster = host.Cluster;
            (story, path) = await PublishAsync(cluster);
            erased = await CommentAsync(cluster, story, Erased, "203.0.113.201");
            await CommentAsync(cluster, story, Bystander, "203.0.113.7");
            key = await SealingKeyAsync(cluster, erased);
            Assert.All(await PagesAsync(host, story, path), page => Assert.Contains(Erased.Name, page, StringComparison.Ordinal));
        }

        Copy(live, restored);
        await using (var host = await StartAsync(live))
        {
            Assert.Equal((0, $"Erasures in {kept}: 0"), await RunAsync("export", kept, "--data", live));
            var cluster = host.Cluster;
            Assert.True(await cluster.GetGrain<ICommenterGrain>(erased.Commenter).EraseAsync(Posts.Moderator));
            Assert.Equal((0, $"Erasures in {kept}: 1"), await RunAsync("export", kept, "--data", live));
        }

        // What is looked for is there until the list is applied, and a newspaper that does not know it spoils it for nobody.
        var folder = new DirectoryInfo(restored);
        Assert.True(StoredBytes.AreReadable(folder, Erased.Name) && StoredBytes.AreReadable(folder, Erased.Text) && StoredBytes.AreStored(folder, key.AsSpan()));
        var list = await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync("export", kept, "--data", restored));
        await File.AppendAllTextAsync(kept, "nonsense\n", TestContext.Current.CancellationToken);
        Assert.Contains($"{kept}:2:", (await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync("apply", kept, "--data", restored))).Message, StringComparison.Ordinal);
        Assert.True(StoredBytes.AreStored(folder, key.AsSpan()));
        await File.WriteAllTextAsync(kept, list, TestContext.Current.CancellationToken);

        Assert.Equal((0, "Persons erased again: 0; comments of theirs: 0; erasures in the list: 1"), await RunAsync("apply", kept, "--taken-at", "2999-01-01T00:00:00Z", "--data", restored));
        Assert.Equal((0, "Persons erased again: 1; comments of theirs: 1; erasures in the list: 1"), await RunAsync("apply", kept, "--data", restored));
        Assert.Equal((0, "Persons erased again: 0; comments of theirs: 0; erasures in the list: 1"), await RunAsync("apply", kept, "--data", restored));

        await using (var host = await StartAsync(restored, "--Cluster:ClusterId=news-restored"))
        {
            Assert.All(await PagesAsync(host, story, path), page =>
            {
                Assert.DoesNotContain(Erased.Name, page, StringComparison.Ordinal);
                Assert.DoesNotContain(Erased.Text, page, StringComparison.Ordinal);
                Assert.Contains(Bystander.Name, page, StringComparison.Ordinal);
            });

            Assert.DoesNotContain(Erased.Name, await ReadAsync(host, "/comments/feed/"), StringComparison.Ordinal);

            // Whoever came back is not erased once more.
            var cluster = host.Cluster;
            var cameBack = await SealingKeyAsync(cluster, erased);
            Assert.NotEqual(key, cameBack);
            Assert.Equal((0, "Persons erased again: 0; comments of theirs: 0; erasures in the list: 1"), await RunAsync("apply", kept, "--data", restored));
            Assert.Equal(cameBack, await SealingKeyAsync(cluster, erased));
            Assert.Equal((0, $"Erasures in {kept}: 1"), await RunAsync("export", kept, "--data", restored));
            await Waits.UntilAsync(() => !StoredBytes.AreReadable(folder, Erased.Name) && !StoredBytes.AreReadable(folder, Erased.Text), "What the erased person wrote stays in the stored blocks.");
        }

        StoredBytes.AssertNotReadable(folder, Erased.Name, Erased.Text, Erased.Email);
        Assert.False(StoredBytes.AreStored(folder, key.AsSpan()));
        Assert.True(StoredBytes.AreReadable(folder, Bystander.Text), "What others wrote is gone too.");
    }

    [Fact]
    public async Task Erasures_OfAFolderWithoutANewspaper_AreRefused_AndMakeNone()
    {
        _folder.Write("kept.jsonl", "");
        foreach (var verb in new[] { "export", "apply" })
            Assert.Contains("There is no newspaper in", (await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(verb, _folder["kept.jsonl"], "--data", _folder["none"]))).Message, StringComparison.Ordinal);

        Assert.False(Directory.Exists(_folder["none"]));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("11/29/2026")]
    public void TakenAt_ThatIsNoTime_IsRefused(string time) =>
        Assert.Contains($"'{time}' is not a time.", Assert.Single(Newspaper().Parse(["erasures", "apply", "kept.jsonl", "--taken-at", time]).Errors).Message, StringComparison.Ordinal);

    private static RootCommand Newspaper() => new() { GlobalOptions.Data, ErasuresCommand.Create([]) };

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        var output = new StringWriter();
        var code = await Newspaper().Parse(["erasures", .. words]).InvokeAsync(new() { Output = output, Error = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (code, output.ToString().TrimEnd());
    }

    private static async Task<Running> StartAsync(string data, params string[] settings)
    {
        var host = NewsHost.Build(
            [$"--Data={data}", "--Role=all", "--Urls=http://127.0.0.1:0", "--Operations:Port=0", "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", .. settings], demo: false);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    private static async Task<(ArticleId Story, string Path)> PublishAsync(IClusterClient cluster)
    {
        await cluster.MakeSectionAsync(Stories.Harbour.Section);
        var article = await cluster.NewArticleAsync();
        return (article.Id(), (await article.PublishedAsync(Stories.Harbour)).Path);
    }

    private static async Task<ModeratedComment> CommentAsync(IClusterClient cluster, ArticleId story, (string Name, string Email, string Text) by, string address)
    {
        var posted = Assert.IsType<CommentPosted>(await cluster.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story, Submission = new(Guid.NewGuid()), Author = by.Name, Email = by.Email, Text = by.Text, Address = address, UserAgent = "Browser/1.0",
        }));
        return Assert.Single((await cluster.GetGrain<ICommentThreadGrain>(story.Value).ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
    }

    private static async Task<ImmutableArray<byte>> SealingKeyAsync(IClusterClient cluster, ModeratedComment comment) =>
        (await cluster.GetGrain<ICommenterGrain>(comment.Commenter).BeginAsync(comment.View.Id.Article, new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;

    private static Task<string[]> PagesAsync(Running host, ArticleId story, string path) => Task.WhenAll(ReadAsync(host, path), ReadAsync(host, $"/api/articles/{story}/comments"));

    private static async Task<string> ReadAsync(Running host, string path)
    {
        using var reader = new HttpClient { BaseAddress = new(host.App.Urls.Single()) };
        return await reader.GetStringAsync(path, TestContext.Current.CancellationToken);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private sealed record Running(WebApplication App) : IAsyncDisposable
    {
        public IClusterClient Cluster => App.Services.GetRequiredService<IClusterClient>();

        public async ValueTask DisposeAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
        }
    }
}
