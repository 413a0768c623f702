using System.Globalization;
using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Cluster.Faults;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>
/// A cluster goes from this release to the next and back again while people write, edit and read. The next release has one more member in every message and in every stored object.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class RollingUpgradeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int StoryCount = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();
    private PostgresServer _database = null!;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task UpgradeAndBack_UnderLoad_FailsNothing_AndTheOldBuildKeepsWhatTheNewOneWrote()
    {
        output.WriteLine($"seed {_seed}");
        using var files = new TemporaryFolder();
        var building = NextBuild.MakeAsync(files);
        var connection = await _database.CreateDatabaseAsync();
        await using var cluster = new ClusterProcesses(_folder, connection, CommentLoad.Unlimited);
        var old = await StartAsync(cluster, HostBuild.Executable, links: 2);
        var (paths, articles, cookie) = await PublishAsync(cluster, old.Front);
        var next = await building;
        // The two differ nearly everywhere.
        Assert.True(next is { Messages: > 100, States: > 60 }, $"{next.Messages} messages and {next.States} stored objects were changed.");
        var front = new SwitchedFront(old.Front);
        await using var writers = new StubbornWriters(articles, _seed, front.Next, pause: TimeSpan.FromMilliseconds(100));
        await using var readers = new PageReaders(paths, front.Next);
        await using var editors = new BusyEditors(articles[^3..], cookie, front.Next);
        writers.Start();
        readers.Start();
        editors.Start();
        await UntilAllWriteAsync(writers, editors, articles);

        // Silos and front ends are rolled apart: each build's front end has only silos of the other one for a while.
        var newer = await ReplaceAsync(cluster, front, old, next.Executable, links: 3, () => UntilAllWriteAsync(writers, editors, articles));
        await UntilAllWriteAsync(writers, editors, articles);
        var database = connection.Split("Database=")[1].Split(';')[0];
        var upgraded = await StoredObjects.ReadAsync(_database, database);
        var writtenByTheNext = writers.Acknowledged.Count;

        await ReplaceAsync(cluster, front, newer, HostBuild.Executable, links: 4, () => UntilAllWriteAsync(writers, editors, articles));
        await UntilAllWriteAsync(writers, editors, articles);
        await writers.StopAsync();
        await editors.StopAsync();
        var back = await StoredObjects.ReadAsync(_database, database);

        output.WriteLine($"{writers.Acknowledged.Count} comments, {writtenByTheNext} of them when the upgrade was through, {readers.Read} pages, {editors.Edits.Count(edit => edit.Outcome == EditOutcome.Saved)} saves");
        if (writers.Failures.Count + readers.Failures.Count + editors.Failures.Count > 0) output.WriteLine(cluster.Complaints);
        Assert.Empty(writers.Failures);
        Assert.Empty(readers.Failures);
        Assert.Empty(editors.Failures);
        Assert.Empty(EditLedger.Breaches(editors.Edits, []));
        Assert.Empty(CommentLedger.Breaches(writers.Acknowledged, await CommentLedger.ReadAsync(front.Next(), articles)));
        var kinds = KeptMembers.Rewritten(upgraded, back).CountBy(row => row.Split('/')[0]).ToDictionary();
        output.WriteLine($"rewritten by the old build: {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}");
        Assert.All(["site", "article", "thread"], kind => Assert.Contains(kind, kinds.Keys));
        Assert.NotEmpty(KeptMembers.MarkedComments(upgraded));
        List<string> lost = [.. KeptMembers.Breaches(upgraded, back)];
        lost.ForEach(output.WriteLine); // In full: a failed assertion cuts them.
        Assert.Empty(lost);
    }

    private async Task<Running> StartAsync(ClusterProcesses cluster, string program, int links)
    {
        var setting = string.Create(CultureInfo.InvariantCulture, $"--Discussion:MaxLinks={links}");
        var silos = await Task.WhenAll(cluster.StartSiloOfAsync(program, setting), cluster.StartSiloOfAsync(program, setting));
        return new(silos, await cluster.StartFrontEndOfAsync(program, "--Operations:DrainFor=00:00:02"));
    }

    // Both builds are members at once, and what the leaving silos held goes to those of the other build. The new front end is asked while both have silos, and the old one when only the other build has.
    private async Task<Running> ReplaceAsync(ClusterProcesses cluster, SwitchedFront front, Running leaving, string program, int links, Func<Task> untilAllWriteAsync)
    {
        var coming = await StartAsync(cluster, program, links);
        front.To(coming.Front);
        await untilAllWriteAsync();
        front.To(leaving.Front);
        foreach (var silo in leaving.Silos) Assert.Equal(0, await silo.StopAsync());
        await untilAllWriteAsync();
        front.To(coming.Front);
        Assert.Equal(0, await leaving.Front.StopAsync());
        return coming;
    }

    private async Task<(IReadOnlyList<string> Paths, long[] Articles, string Cookie)> PublishAsync(ClusterProcesses cluster, HostProcess front)
    {
        var slugs = Enumerable.Range(1, StoryCount).Select(number => $"story-{number}").ToList();
        var (code, _, errors) = await cluster.RunAsync(["import", .. slugs.Select(slug => _folder.Write($"{slug}.md", Stories.Markdown($"About {slug}", slug)))]);
        Assert.True(code == 0, errors);
        await StaffAccounts.CreateAsync(cluster.Settings, "edith", Role.Editor);
        var cookie = await StaffAccounts.CookieAsync(front, "edith");
        // An empty newspaper numbers its stories from one on.
        return ([.. slugs.Select(slug => $"/2026/11/20/{slug}/")], [.. Enumerable.Range(1, StoryCount).Select(number => (long)number)], cookie);
    }

    private static async Task UntilAllWriteAsync(StubbornWriters writers, BusyEditors editors, IReadOnlyList<long> articles)
    {
        var (comments, saves) = (writers.Acknowledged.Count, editors.Edits.Count);
        await writers.UntilAsync(accepted => articles.All(article => accepted.Skip(comments).Any(comment => comment.Article == article)));
        using var patience = new CancellationTokenSource(Patience);
        while (!articles.TakeLast(3).All(article => editors.Edits.Skip(saves).Any(edit => edit.Article == article && edit.Outcome == EditOutcome.Saved))) await Task.Delay(50, patience.Token);
    }

    private sealed record Running(IReadOnlyList<HostProcess> Silos, HostProcess Front);

    /// <summary>Where requests go: to one front end, until another has taken its place.</summary>
    private sealed class SwitchedFront(HostProcess first)
    {
        private HttpClient _client = first.CreateClient();

        public HttpClient Next() => Volatile.Read(ref _client);

        public void To(HostProcess other) => Volatile.Write(ref _client, other.CreateClient());
    }
}
