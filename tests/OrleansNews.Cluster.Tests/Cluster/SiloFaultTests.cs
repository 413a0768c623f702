using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Cluster.Faults;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>Silos and front ends that go, suddenly or in order, while people write and read.</summary>
public sealed partial class SiloFaultTests(PostgresServerFixture postgres, ITestOutputHelper output) : IDisposable
{
    private const int StoryCount = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KillOfASilo_UnderLoad_LosesNothingAcknowledgedAndDoublesNothing_AndPagesStay()
    {
        output.WriteLine($"seed {_seed}");
        await using var cluster = await StartAsync();
        var (paths, articles) = await PublishAsync(cluster);
        var front = new[] { await cluster.StartFrontEndAsync(), await cluster.StartFrontEndAsync() };
        await StaffAccounts.CreateAsync(cluster.Settings, "olga", Role.Operator);
        using var operations = await StaffAccounts.SignInAsync(front[0], "olga");
        using var first = front[0].CreateClient();
        using var second = front[1].CreateClient();
        var turn = 0;
        HttpClient Next() => Interlocked.Increment(ref turn) % 2 == 0 ? first : second;
        foreach (var path in paths) Assert.Equal(StoryOf(await first.GetStringAsync(path)), StoryOf(await second.GetStringAsync(path)));
        await using var writers = new StubbornWriters(articles, _seed, Next);
        await using var readers = new PageReaders(paths, Next);
        writers.Start();
        readers.Start();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Count(comment => comment.Article == article) >= 5));

        var killed = Stopwatch.GetTimestamp();
        await cluster.Silos[0].KillAsync();
        // The stories of the killed silo are among them: comments were accepted by every story before, and are again.
        await writers.UntilAsync(accepted => articles.All(article => accepted.Any(comment => comment.Article == article && comment.At > killed + Stopwatch.Frequency)));
        await writers.StopAsync();

        var resumed = articles.Max(article => Stopwatch.GetElapsedTime(killed, writers.Acknowledged.First(comment => comment.Article == article && comment.At > killed).At));
        output.WriteLine($"{writers.Acknowledged.Count} comments accepted, {writers.Failures.Count} sent again, the last story took comments again {resumed.TotalSeconds:F1} s after the kill, {readers.Read} pages read");
        Assert.Empty(readers.Failures);
        // Nobody waits for that where none of the stories was there.
        for (var page = ""; !StatusOfSilo().Matches(page).Select(silo => silo.Groups[1].Value).SequenceEqual(["Active", "Dead"]); await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(killed) < TimeSpan.FromMinutes(1), page);
            using var answer = await operations.GetAsync("/newsroom/operations", TestContext.Current.CancellationToken);
            // While the silo is not found dead, nobody knows the operator whose account was there.
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        foreach (var client in new[] { first, second }) Assert.Empty(CommentLedger.Breaches(writers.Acknowledged, await CommentLedger.ReadAsync(client, articles)));
    }

    [Fact]
    public async Task StopOfASiloAndOfAFrontEnd_UnderLoad_FailsNoRequest()
    {
        output.WriteLine($"seed {_seed}");
        await using var cluster = await StartAsync();
        var (paths, articles) = await PublishAsync(cluster);
        var front = new[] { await cluster.StartFrontEndAsync(), await cluster.StartFrontEndAsync() };
        await StaffAccounts.CreateAsync(cluster.Settings, "edith", Role.Editor);
        var cookie = await StaffAccounts.CookieAsync(front[1], "edith");
        await using var balancer = new Balancer(front);
        await using var writers = new StubbornWriters(articles, _seed, balancer.Next);
        await using var readers = new PageReaders(paths, balancer.Next);
        await using var voters = new BusyVoters([.. articles.SkipLast(1)], writers.NewestOf, balancer.Next);
        // Of one story, so that what is hidden is not missed in the others.
        var moderated = articles[^1];
        await using var moderators = new Moderators(cookie, balancer.Next, _seed, _ => writers.NewestOf(moderated) is { } comment ? (comment, paths[^1]) : null, TimeSpan.FromMilliseconds(200));
        writers.Start();
        readers.Start();
        voters.Start();
        moderators.Start();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Count(comment => comment.Article == article) >= 5));
        var silo = await cluster.Silos[0].StopAsync();
        var stopped = Stopwatch.GetTimestamp();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Any(comment => comment.Article == article && comment.At > stopped)));
        var frontEnd = await front[0].StopAsync();
        await moderators.StopAsync();
        await voters.StopAsync();
        await writers.StopAsync();

        output.WriteLine($"{writers.Acknowledged.Count} comments accepted, {readers.Read} pages read, {voters.Done} votes and flags, {moderators.Hidings.Count} comments hidden");
        Assert.Equal((0, 0), (silo, frontEnd));
        Assert.Empty(writers.Failures);
        Assert.Empty(readers.Failures);
        Assert.Empty(voters.FailedRequests.Concat(moderators.FailedRequests).Select(failed => failed.What));
        Assert.All(new[] { voters.Done, moderators.Hidings.Count }, done => Assert.NotEqual(0, done));
        using var client = front[1].CreateClient();
        Assert.Empty(CommentLedger.Breaches([.. writers.Acknowledged.Where(comment => comment.Article != moderated)], await CommentLedger.ReadAsync(client, articles)));
    }

    [Fact]
    public async Task StopOfASiloWithPages_BesideAnother_UnderLoad_FailsNoRequest()
    {
        output.WriteLine($"seed {_seed}");
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), CommentLoad.Unlimited);
        var both = await Task.WhenAll(cluster.StartSiloWithPagesAsync(), cluster.StartSiloWithPagesAsync());
        var (paths, articles) = await PublishAsync(cluster);
        await using var balancer = new Balancer(both);
        await using var writers = new StubbornWriters(articles, _seed, balancer.Next, pause: TimeSpan.FromMilliseconds(50));
        await using var readers = new PageReaders(paths, balancer.Next);
        writers.Start();
        readers.Start();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Count(comment => comment.Article == article) >= 5));
        var (refused, missed) = (writers.Failures.Count, readers.Failures.Count);
        var code = await both[0].StopAsync();
        var stopped = Stopwatch.GetTimestamp();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Any(comment => comment.Article == article && comment.At > stopped)));
        await writers.StopAsync();

        output.WriteLine($"{writers.Acknowledged.Count} comments accepted, {readers.Read} pages read");
        Assert.Equal(0, code);
        Assert.Empty(writers.Failures.Skip(refused));
        Assert.Empty(readers.Failures.Skip(missed));
        using var client = both[1].CreateClient();
        Assert.Empty(CommentLedger.Breaches(writers.Acknowledged, await CommentLedger.ReadAsync(client, articles)));
    }

    [GeneratedRegex(">(Active|Dead)</td>")]
    private static partial Regex StatusOfSilo();

    // The boxes below the story come when a front end has them.
    private static string StoryOf(string page) => page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)];

    private async Task<ClusterProcesses> StartAsync()
    {
        var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), CommentLoad.Unlimited);
        await Task.WhenAll(cluster.StartSiloAsync(), cluster.StartSiloAsync());
        return cluster;
    }

    private async Task<(IReadOnlyList<string> Paths, IReadOnlyList<long> Articles)> PublishAsync(ClusterProcesses cluster)
    {
        var slugs = Enumerable.Range(1, StoryCount).Select(number => $"story-{number}").ToList();
        var (code, _, errors) = await cluster.RunAsync(["import", .. slugs.Select(slug => _folder.Write($"{slug}.md", Stories.Markdown($"About {slug}", slug)))]);
        Assert.True(code == 0, errors);
        // An empty newspaper numbers its stories from one on.
        return ([.. slugs.Select(slug => $"/2026/11/20/{slug}/")], [.. Enumerable.Range(1, StoryCount).Select(number => (long)number)]);
    }
}
