using System.Globalization;
using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Cluster.Faults;
using OrleansNews.Processes;

namespace OrleansNews.Newsroom;

/// <summary>Planned stories in a cluster that loses a silo before their second: grains of schedule and stories among what it held.</summary>
public sealed class ScheduleFailoverTests(PostgresServerFixture postgres, ITestOutputHelper output) : IDisposable
{
    // On all four shards of the schedule, several on each.
    private const int StoryCount = 8;

    // The time in which a dead silo is found out, and the same thrice for a machine that does much else.
    private static readonly TimeSpan Patience = 4 * FaultSpan.Detection;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stories_PlannedInACluster_GoOutOnce_WithTheirSecond_ThoughASiloIsKilledBefore()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync());
        await Task.WhenAll(cluster.StartSiloAsync(), cluster.StartSiloAsync());
        var front = await cluster.StartFrontEndAsync("--Limits:Enabled=false");
        await StaffAccounts.CreateAsync(cluster.Settings, "edith", Role.Editor);
        using var browser = await StaffAccounts.SignInAsync(front, "edith");
        var begun = new List<string>();
        for (var number = 1; number <= StoryCount; number++)
        {
            using var answer = await browser.PostAsync("/newsroom/stories", null, Cancel);
            begun.Add(answer.Headers.Location!.OriginalString);
        }

        var at = await PlannedMoment.ChooseAsync(TimeSpan.FromSeconds(6), async (moment, version) =>
        {
            foreach (var (story, number) in begun.Select((story, i) => (story, i + 1)))
            {
                using var planned = await browser.PostAsync(story + "/schedule", Form(number, version, moment), Cancel);
                Assert.Equal(HttpStatusCode.SeeOther, planned.StatusCode);
            }
        });

        await cluster.Silos[0].KillAsync();
        var killed = PlannedMoment.AssertBefore(at);

        using var reader = front.CreateClient();
        var feed = await FeedWithAllAsync(reader, at, at + Patience);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all out {(TimeProvider.System.GetUtcNow() - at).TotalSeconds:F1} s after their second, which was {(at - killed).TotalSeconds:F1} s after the kill"));
        var items = feed.Split("<item>")[1..];
        Assert.Equal(StoryCount, items.Length);
        Assert.All(items, item => Assert.Contains(at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture), item, StringComparison.Ordinal));
        foreach (var (story, number) in begun.Select((story, i) => (story, i + 1)))
        {
            await StoryHistory.ShowsOnePublicationAsync(browser, story, at);
            Assert.Contains("data-revision=\"1\"", await reader.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/{at:yyyy/MM/dd}/failed-over-{number}/"), Cancel), StringComparison.Ordinal);
        }
    }

    // Readers see none before its second, and all of them before `latest`.
    private static async Task<string> FeedWithAllAsync(HttpClient reader, DateTimeOffset at, DateTimeOffset latest)
    {
        while (true)
        {
            using var answer = await reader.GetAsync("/feed/", Cancel);
            var feed = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(Cancel) : "";
            var lacking = Enumerable.Range(1, StoryCount).Where(number => !feed.Contains(Title(number), StringComparison.Ordinal)).ToList();
            var now = TimeProvider.System.GetUtcNow();
            Assert.True(now >= at || lacking.Count == StoryCount, "A story was out before its second.");
            if (lacking.Count == 0) return feed;
            Assert.True(now < latest, $"The stories {string.Join(", ", lacking)} are not out {Patience.TotalSeconds} s after their second.");
            await Task.Delay(100, Cancel);
        }
    }

    private static string Title(int number) => string.Create(CultureInfo.InvariantCulture, $"Failed over {number}<");

    private static FormUrlEncodedContent Form(int number, int version, DateTimeOffset at) => StaffAccounts.Form(
        ("title", string.Create(CultureInfo.InvariantCulture, $"Failed over {number}")), ("body", "It goes out all the same."), ("version", version.ToString(CultureInfo.InvariantCulture)), ("format", "Markdown"),
        ("at", at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)));
}
