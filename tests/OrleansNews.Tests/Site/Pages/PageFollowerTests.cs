using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>A front end that keeps copies, and whose pages are present for longer than a test waits: what changes sooner was changed by its follower.</summary>
public sealed class CopyingSite : NewsSite
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-pages-");

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Read:CopyFolder", _folder.FullName), new("Read:FreshFor", "00:01:00")];
}

public sealed class PageFollowerTests(CopyingSite site) : IClassFixture<CopyingSite>
{
    // Half of what a page is taken for present without being asked about.
    private static readonly TimeSpan BeforePagesAreChecked = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Changes_OfAThread_SayWhetherCommentsWereOnlyAdded()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(BeforePagesAreChecked);
        var article = await site.Grains.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!;
        var latest = site.Grains.GetGrain<ILatestCommentsGrain>(0);
        async Task<ThreadChanges> ChangeAfterAsync(long version)
        {
            ThreadChanges changes;
            while (!(changes = await latest.GetChangesAsync(version)).Articles.Contains(story.Id)) await Task.Delay(20, patience.Token);
            return changes;
        }

        var before = (await latest.GetChangesAsync(0)).Version;
        await site.CommentAsync(story, "Ada", "Something is added.");
        var added = await ChangeAfterAsync(before);
        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([CommentId.Native(story.Id, 1)], Decision.Trash, Stories.Editor));
        var hidden = await ChangeAfterAsync(added.Version);

        Assert.Contains(story.Id, added.Added);
        Assert.DoesNotContain(story.Id, hidden.Added);
    }

    [Fact]
    public async Task Story_ThatIsWithdrawn_LeavesItsPages_AndThoseOfItsOlderComments()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(BeforePagesAreChecked);
        await site.DiscussAsync(discussion => discussion with { CommentsPerPage = 1 });
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        var story = (await article.GetPublishedAsync(0))!;
        await site.CommentAsync(story, "Ada", "On the first page.");
        await site.CommentAsync(story, "Bo", "On the second.");
        var pages = new[] { story.Path, story.Path + "comment-page-1/" };
        using var reader = site.NewBrowser();
        foreach (var page in pages)
        {
            while (!(await reader.GetStringAsync(page, patience.Token)).Contains("first boats", StringComparison.Ordinal)) await Task.Delay(20, patience.Token);
        }

        // The comments are old news by then: what brings the pages to be looked at is the withdrawal alone.
        const string Asks = "ILatestCommentsGrain.GetChangesAsync";
        for (var asked = site.Cluster.Calls.Of(Asks); site.Cluster.Calls.Of(Asks) < asked + 5;) await Task.Delay(20, patience.Token);
        foreach (var page in pages) await reader.GetStringAsync(page, patience.Token);

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Editor, "It was wrong.")));

        foreach (var page in pages)
        {
            for (var status = HttpStatusCode.OK; status == HttpStatusCode.OK; await Task.Delay(20, patience.Token))
            {
                using var answer = await reader.GetAsync(page, patience.Token);
                status = answer.StatusCode;
            }
        }
    }

    [Fact]
    public async Task Stories_ThatCannotBeRead_AsManyAsAPassTakes_KeepNoOtherFromBeingCopied_AndAreTriedAgain()
    {
        var folder = Directory.CreateTempSubdirectory("news-unreadable-");
        try
        {
            var pages = new UnreadablePages("/silent-1/", "/silent-2/", "/silent-3/", "/silent-4/", "/readable/");
            var options = Options.Create(new ReadOptions { CopyFolder = folder.FullName });
            var copies = new PageCopies(options, Options.Create(new Orleans.Configuration.ClusterOptions()), site.Cluster.Time, NullLogger<PageCopies>.Instance);
            using var meters = new Meters();
            var instruments = new PageInstruments(meters);
            var fragments = new PageFragments([], options, TimeProvider.System);
            using var follower = new PageFollower(
                site.Cluster.Client, new(fragments, copies, instruments, options, TimeProvider.System), copies, fragments, instruments, new(), [pages], options, TimeProvider.System, site.Cluster.Time,
                NullLogger<PageFollower>.Instance) { FillsEachPass = 2 };
            for (var pass = 1; pass <= 3; pass++)
            {
                Assert.Null(await copies.FindAsync("/readable/"));
                await follower.TryPassAsync(TestContext.Current.CancellationToken);
            }

            Assert.NotNull(await copies.FindAsync("/readable/"));
            Assert.Equal(0.2, follower.Coverage, 3);

            pages.Readable = "/silent-4/";
            for (var pass = 1; pass <= 2; pass++) await follower.TryPassAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(await copies.FindAsync("/silent-4/"));
            Assert.Equal(0.4, follower.Coverage, 3);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Wanted pages of which one can be read.</summary>
    private sealed class UnreadablePages(params string[] paths) : IWarmPages
    {
        private bool _isRead;

        public string Readable { get; set; } = "/readable/";

        public Task<IReadOnlyList<WarmPage>?> ReadAsync() => Task.FromResult<IReadOnlyList<WarmPage>?>(
            Interlocked.Exchange(ref _isRead, true) ? null : [.. paths.Select(path => new WarmPage(path, null, 1, new Source(this, path)))]);

        private sealed class Source(UnreadablePages pages, string path) : IPageSource
        {
            public ArticleId? Article => null;

            public Task<PageAnswer> ReadAsync(PageEdition? known) => path == pages.Readable
                ? Task.FromResult<PageAnswer>(new PageEdition(new("build", 1, 1, 1), new(PageBody.Parse(Encoding.UTF8.GetBytes(path), new([])), new([]))))
                : throw new TimeoutException();
        }
    }
}
