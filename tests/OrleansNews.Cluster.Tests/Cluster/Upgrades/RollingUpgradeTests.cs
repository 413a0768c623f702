using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Cluster.Faults;
using OrleansNews.Comments;
using OrleansNews.Live;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>
/// A cluster goes from this release to the next and back again while people write, vote, flag, moderate, edit, follow and read. The next release has one more member in every message and in every stored object.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class RollingUpgradeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int StoryCount = 8;
    private const int FollowerCount = 8;
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
        // One story is moderated, so that what is hidden is not missed in the others; and one is followed, whose log stands still when nobody writes any more.
        var (followed, moderated) = (articles[0], articles[1]);
        await using var voters = new BusyVoters([.. articles.Skip(2)], writers.NewestOf, front.Next);
        await using var moderators = new Moderators(cookie, front.Next, _seed, _ => writers.NewestOf(moderated) is { } comment ? (comment, paths[1]) : null, TimeSpan.FromSeconds(1));
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue, MaxResponseDrainSize = 0 });
        var brokenOff = new ConcurrentQueue<Uri>();
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var followers = Enumerable.Range(0, FollowerCount)
            .Select(number => new RestlessReader(http, new Random(_seed + number), _ => new(front.Site, $"/api/articles/{followed}/live")) { BrokeOff = brokenOff.Enqueue }).ToList();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(TimeSpan.FromMinutes(5));
        var following = Task.WhenAll(followers.Select(reader => Task.Run(() => reader.ReadAsync(end.Task, enough.Token))));
        writers.Start();
        readers.Start();
        editors.Start();
        voters.Start();
        moderators.Start();
        await UntilAllWriteAsync(writers, editors, articles);

        // Silos and front ends are rolled apart: each build's front end has only silos of the other one for a while.
        var newer = await ReplaceAsync(cluster, front, old, next.Executable, links: 3, () => UntilAllWriteAsync(writers, editors, articles), brokenOff);
        await UntilAllWriteAsync(writers, editors, articles);
        var leftAlone = BrokenOffBy(old.Front);
        var database = connection.Split("Database=")[1].Split(';')[0];
        var upgraded = await StoredObjects.ReadAsync(_database, database);
        var writtenByTheNext = writers.Acknowledged.Count;

        await ReplaceAsync(cluster, front, newer, HostBuild.Executable, links: 4, () => UntilAllWriteAsync(writers, editors, articles), brokenOff);
        await UntilAllWriteAsync(writers, editors, articles);
        await moderators.StopAsync();
        await voters.StopAsync();
        await writers.StopAsync();
        await editors.StopAsync();
        var back = await StoredObjects.ReadAsync(_database, database);

        output.WriteLine($"{writers.Acknowledged.Count} comments, {writtenByTheNext} of them when the upgrade was through, {readers.Read} pages, {editors.Edits.Count(edit => edit.Outcome == EditOutcome.Saved)} saves, {voters.Done} votes and flags, {moderators.Hidings.Count} comments hidden");
        IReadOnlyList<string> failures =
        [
            .. writers.Failures, .. readers.Failures, .. editors.Failures, .. voters.FailedRequests.Concat(moderators.FailedRequests).Select(failed => failed.What), .. leftAlone, .. BrokenOffBy(newer.Front),
            .. followers.Where(reader => reader.Refusals > 0).Select(reader => $"a live feed was refused {reader.Refusals} times"),
        ];
        if (failures.Count > 0) output.WriteLine(cluster.Complaints);
        Assert.Empty(failures);
        Assert.All(new[] { voters.Done, moderators.Hidings.Count }, done => Assert.NotEqual(0, done));
        Assert.Empty(EditLedger.Breaches(editors.Edits, []));
        var found = await CommentLedger.ReadAsync(front.Next(), articles);
        Assert.Empty(CommentLedger.Breaches([.. writers.Acknowledged.Where(comment => comment.Article != moderated)], found));
        await AssertDecidedAsync(front.Site, cookie, moderated, moderators.Decided);
        var (log, _) = await LogEnd.OfAsync(front.Next(), followed, enough.Token);
        end.SetResult(log);
        await following;
        var positions = writers.Acknowledged.Where(comment => comment.Article == followed).ToDictionary(comment => comment.Position, comment => comment.Id, StringComparer.Ordinal);
        var visible = found[followed].ToDictionary(comment => comment.Id, comment => Reconstruction.MarkIn(Encoding.UTF8.GetBytes(comment.Html)));
        Assert.All(followers, reader => Assert.Empty(reader.Reconstruction.Faults(log, positions, visible)));
        Assert.All(followers, reader => Assert.NotEqual(1, reader.Connections));
        var kinds = KeptMembers.Rewritten(upgraded, back).CountBy(row => row.Split('/')[0]).ToDictionary();
        output.WriteLine($"rewritten by the old build: {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}");
        Assert.All(["site", "article", "thread", "thread-votes", "moderation-queue", "moderation-log"], kind => Assert.Contains(kind, kinds.Keys));
        Assert.NotEmpty(KeptMembers.MarkedComments(upgraded));
        List<string> lost = [.. KeptMembers.Breaches(upgraded, back)];
        lost.ForEach(output.WriteLine); // In full: a failed assertion cuts them.
        Assert.Empty(lost);

        // Who goes in order sends readers on: none of them finds the connection broken.
        IReadOnlyList<string> BrokenOffBy(HostProcess ended) => [.. brokenOff.Where(feed => feed.Authority == ended.Site.Authority).Select(feed => $"a live feed of {feed.Authority} broke off")];
    }

    private async Task<Running> StartAsync(ClusterProcesses cluster, string program, int links)
    {
        var setting = string.Create(CultureInfo.InvariantCulture, $"--Discussion:MaxLinks={links}");
        var silos = await Task.WhenAll(cluster.StartSiloOfAsync(program, setting), cluster.StartSiloOfAsync(program, setting));
        return new(silos, await cluster.StartFrontEndOfAsync(program, "--Operations:DrainFor=00:00:02"));
    }

    // Both builds are members at once, and what the leaving silos held goes to those of the other build. The new front end is asked while both have silos, and the old one when only the other build has.
    private async Task<Running> ReplaceAsync(ClusterProcesses cluster, SwitchedFront front, Running leaving, string program, int links, Func<Task> untilAllWriteAsync, ConcurrentQueue<Uri> brokenOff)
    {
        var coming = await StartAsync(cluster, program, links);
        front.To(coming.Front);
        await untilAllWriteAsync();
        front.To(leaving.Front);
        foreach (var silo in leaving.Silos) Assert.Equal(0, await silo.StopAsync());
        await untilAllWriteAsync();
        front.To(coming.Front);
        brokenOff.Clear(); // Who is too slow is dropped at any time.
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

    // Listings of the desk follow their threads within moments.
    private static async Task AssertDecidedAsync(Uri site, string cookie, long article, IReadOnlyCollection<Decided> decided)
    {
        using var desk = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site, DefaultRequestHeaders = { { "Cookie", cookie } } };
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(500, TestContext.Current.CancellationToken))
        {
            List<string> breaches = [.. DecisionLedger.Breaches(decided, await DecisionLedger.ReadAsync(desk, [article], decided, TestContext.Current.CancellationToken))];
            if (breaches.Count == 0) return;
            if (Stopwatch.GetElapsedTime(began) > FaultSpan.Detection) Assert.Empty(breaches);
        }
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

        public Uri Site => Next().BaseAddress!;

        public HttpClient Next() => Volatile.Read(ref _client);

        public void To(HostProcess other) => Volatile.Write(ref _client, other.CreateClient());
    }
}
