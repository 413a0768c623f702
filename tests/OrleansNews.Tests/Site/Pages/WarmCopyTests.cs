using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>What a front end keeps for an outage, looked at without reading a page: nobody but its follower brings it up to date.</summary>
public sealed class WarmCopyTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly FewCopies _site = new();

    private CancellationToken Cancel => _patience.Token;

    private PageCache Memory => _site.Services.GetRequiredService<PageCache>();

    public ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        return _site.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Copies_AndPagesInMemory_FollowTheSettings()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await ReadAsync(story.Path);
        await UntilCopyAsync(story.Path, text => text.Contains("The Estuary", StringComparison.Ordinal));
        await UntilCopyAsync("/", text => text.Contains(story.Path, StringComparison.Ordinal));

        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Title = "The Evening Tide" }, Actor.System)).Saved);

        foreach (var path in new[] { story.Path, "/" }) await UntilCopyAsync(path, text => text.Contains("The Evening Tide", StringComparison.Ordinal) && !text.Contains("The Estuary", StringComparison.Ordinal));
        await UntilInMemoryAsync(story.Path, text => text?.Contains("The Evening Tide", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Copies_AndPagesInMemory_LoseTheirForm_WhenTheDiscussionEnds()
    {
        await _site.DiscussAsync(discussion => discussion with { CloseAfterDays = 2 });
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await ReadAsync(story.Path);
        await UntilCopyAsync(story.Path, HasForm);
        Assert.True(HasForm(Text(Memory.Find(story.Path)!.LastKnown!)));

        _site.Cluster.Time.Advance(TimeSpan.FromDays(2));

        await UntilCopyAsync(story.Path, text => !HasForm(text));
        await UntilInMemoryAsync(story.Path, text => text is not null && !HasForm(text));
    }

    [Fact]
    public async Task Story_ThatIsWithdrawn_LeavesMemory_AlsoWhenItIsNotAmongTheNewest_AndNobodyReadsIt()
    {
        var article = await _site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        var (old, kept) = ((await article.GetPublishedAsync(0))!.Path, (await _site.PublishAsync(Stories.Harbour.Unique())).Path);
        string[] newer = [(await _site.PublishAsync(Stories.Harbour.Unique())).Path, (await _site.PublishAsync(Stories.Harbour.Unique())).Path];
        foreach (var path in newer) await UntilCopyAsync(path, text => text.Length > 0);
        foreach (var path in new[] { old, kept }) await ReadAsync(path);
        Assert.NotNull(Memory.Find(old));

        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Editor, "It was wrong.")));

        await UntilInMemoryAsync(old, text => text is null);
        Assert.NotNull(Memory.Find(kept));
        Assert.Null(await _site.Services.GetRequiredService<PageCopies>().FindAsync(old));
    }

    [Fact]
    public async Task Story_ThatCannotBeRead_KeepsNoOtherFromBeingCopied_AndTheCoverageSaysThatItLacks()
    {
        var follower = _site.Services.GetServices<IHostedService>().OfType<PageFollower>().Single();
        ArticleId? readable = null;
        _site.Cluster.Calls.Instead = call =>
            ClientCalls.NameOf(call) == "ICommentThreadGrain.ReadPageAsync" && call.TargetId.GetIntegerKey() != readable?.Value ? throw new TimeoutException() : call.Invoke();
        var silent = await _site.PublishAsync(Stories.Harbour.Unique());
        var other = await _site.PublishAsync(Stories.Harbour.Unique());
        readable = other.Id;

        await UntilCopyAsync(other.Path, text => text.Contains("first boats", StringComparison.Ordinal));
        while (follower.Coverage is 0 or 1) await Task.Delay(20, Cancel);
        Assert.Null(await _site.Services.GetRequiredService<PageCopies>().FindAsync(silent.Path));

        _site.Cluster.Calls.Instead = null;
        await UntilCopyAsync(silent.Path, text => text.Contains("first boats", StringComparison.Ordinal));
        while (follower.Coverage < 1) await Task.Delay(20, Cancel);
    }

    private static bool HasForm(string page) => page.Contains("id=\"commentform\"", StringComparison.Ordinal);

    private static string Text(PageEdition edition) => Encoding.UTF8.GetString(edition.Latest.Body.Bytes);

    private async Task ReadAsync(string path)
    {
        using var answer = await _site.NewBrowser().GetAsync(path, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task UntilCopyAsync(string path, Func<string, bool> holds)
    {
        var copies = _site.Services.GetRequiredService<PageCopies>();
        while (await copies.FindAsync(path) is not { } copy || !holds(Text(copy.Edition))) await Task.Delay(20, Cancel);
    }

    private async Task UntilInMemoryAsync(string path, Func<string?, bool> holds)
    {
        while (!holds(Memory.Find(path)?.LastKnown is { } edition ? Text(edition) : null)) await Task.Delay(20, Cancel);
    }

    /// <summary>Keeps copies of the two newest stories alone.</summary>
    private sealed class FewCopies : NewsSite
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-copies-");

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Read:CopyFolder", _folder.FullName), new("Read:WarmStories", "2")];
    }
}
