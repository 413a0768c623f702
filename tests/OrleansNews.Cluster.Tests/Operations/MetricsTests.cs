using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Mail;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

/// <summary>What operators see of what readers do.</summary>
public sealed partial class MetricsTests : IDisposable
{
    // What is counted only when something goes wrong. A front end of role web alone keeps copies, and is asked for their share by FrontEndTests.
    private static readonly string[] Elsewhere =
    [
        "orleansnews_live_dropped_total",
        "orleansnews_storage_conflicts_total",
        "orleansnews_storage_failed_total",
        "orleansnews_threads_busy_total",
        "orleansnews_threads_commits_failed_total",
        "orleansnews_threads_fenced_total",
        "orleansnews_pages_warm_coverage",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_OfAProcessThatIsUsed_CountWhatHappened_AndAreThoseThatTheDashboardAsksFor()
    {
        var cancel = TestContext.Current.CancellationToken;
        var asked = Asked();
        Assert.NotEmpty(asked);
        Assert.Empty(Elsewhere.Except(asked));
        await using var mails = new SmtpListener();
        // Nobody waits for the check of a page, the newsroom has one place, and the log of the store is moved after a long story.
        await using var host = await HostProcess.StartAsync(
            _folder["data"], "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Discussion:ModerationWords:0=reef", "--Read:Patience=00:00:00",
            "--Overload:NewsroomAtOnce=1", "--Storage:Sqlite:CheckpointBytes=65536", "--Site:Address=https://estuary.example",
            "--Mail:Host=127.0.0.1", $"--Mail:Port={mails.Port}", "--Mail:Security=None", "--Mail:From=news@estuary.example");
        var body = string.Join('\n', Enumerable.Repeat("The harbour was quiet this morning.", 4_000));
        var story = await Stories.PublishAsync(host, _folder["data"], _folder, "The counted harbour", "counted", body);
        using var readers = host.CreateClient();
        using var feed = await readers.GetAsync($"/api/articles/{story.Article}/live", HttpCompletionOption.ResponseHeadersRead, cancel);
        using var lines = new StreamReader(await feed.Content.ReadAsStreamAsync(cancel));
        while (await lines.ReadLineAsync(cancel) is { } line && line != "event: count") { }

        await CommentAsync(readers, story.Article, "ada", "Counted.");
        while (await lines.ReadLineAsync(cancel) is { } line && line != "event: comment") { }

        await CommentAsync(readers, story.Article, "ben", "Held for the reef.");
        await CommentAsync(readers, story.Article + 1, "cora", "Under no story.");

        using var operators = new HttpClient { BaseAddress = host.Operations };
        string[] expected =
        [
            """orleansnews_comments_submitted_total\{[^}]*outcome="approved"[^}]*\} 1( |$)""",
            """orleansnews_comments_submitted_total\{[^}]*outcome="held"[^}]*\} 1( |$)""",
            """orleansnews_comments_submitted_total\{[^}]*outcome="refused"[^}]*\} 1( |$)""",
            """orleansnews_comments_acknowledgement_duration_seconds_count(\{[^}]*\})? 2( |$)""",
            """orleansnews_live_readers(\{[^}]*\})? 1( |$)""",
            """orleansnews_live_delivery_duration_seconds_bucket\{[^}]*le="0\.005"[^}]*\} """,
            """orleansnews_threads_posted_total(\{[^}]*\})? 2( |$)""",
            """orleansnews_outbox_age_seconds(\{[^}]*\})? [0-9]""",
            """orleansnews_storage_write_duration_seconds_bucket\{[^}]*le="0\.005"[^}]*\} """,
            .. asked.Except(Elsewhere).Select(name => name + """(\{[^}]*\})? """),
        ];
        // The registry of outboxes reports when its ticker wakes it, every two seconds, and mails are sent as often. A page is served unchecked when it has grown a second old.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var metrics = "";
        while (expected.FirstOrDefault(line => !Regex.IsMatch(metrics, "(?m)^" + line)) is { } missing)
        {
            Assert.False(patience.IsCancellationRequested, $"Not among the metrics: {missing}\n{metrics}");
            await Task.Delay(100, cancel);
            await readers.GetStringAsync(story.Path, cancel);
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AskNewsroomAsync(readers)));
            metrics = await operators.GetStringAsync("/metrics", cancel);
        }
    }

    // By the names that the dashboard has in its queries: before labels.
    private static List<string> Asked()
    {
        var folder = Path.Combine(new DirectoryInfo(HostBuild.Project).Parent!.Parent!.FullName, "deploy", "grafana");
        return [.. Directory.EnumerateFiles(folder, "*.json").SelectMany(file => Metric().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct()];
    }

    private static async Task CommentAsync(HttpClient readers, long article, string author, string text)
    {
        using var form = StaffAccounts.Form(
            ("comment_post_ID", article.ToString(CultureInfo.InvariantCulture)), ("author", author), ("email", $"{author}@example.org"), ("comment", text), ("notify_replies", "yes"));
        using var answer = await readers.PostAsync("/wp-comments-post.php", form);
    }

    // Whatever it answers: of those who come at once, one gets in.
    private static async Task AskNewsroomAsync(HttpClient readers)
    {
        using var answer = await readers.GetAsync("/newsroom/stories");
    }

    [GeneratedRegex("orleansnews_[a-z_]+(?=\\{)")]
    private static partial Regex Metric();
}
