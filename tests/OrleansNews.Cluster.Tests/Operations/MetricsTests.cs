using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

/// <summary>What operators see of what readers do.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_AfterACommentAndALiveReader_CountThem()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var host = await HostProcess.StartAsync(_folder["data"], "--Discussion:RequirePreviouslyApproved=false");
        var story = await Stories.PublishAsync(host, _folder["data"], _folder, "The counted harbour", "counted");
        using var readers = host.CreateClient();
        using var feed = await readers.GetAsync($"/api/articles/{story.Article}/live", HttpCompletionOption.ResponseHeadersRead, cancel);
        using var lines = new StreamReader(await feed.Content.ReadAsStreamAsync(cancel));
        while (await lines.ReadLineAsync(cancel) is { } line && line != "event: count") { }

        using var posted = await readers.PostAsync("/wp-comments-post.php", new FormUrlEncodedContent(
            [new("comment_post_ID", story.Article.ToString(System.Globalization.CultureInfo.InvariantCulture)), new("author", "Ada"), new("email", "ada@example.org"), new("comment", "Counted.")]), cancel);
        while (await lines.ReadLineAsync(cancel) is { } line && line != "event: comment") { }

        using var operators = new HttpClient { BaseAddress = host.Operations };
        string[] expected =
        [
            """orleansnews_comments_submitted_total\{[^}]*outcome="approved"[^}]*\} 1( |$)""",
            """orleansnews_comments_acknowledgement_duration_seconds_count(\{[^}]*\})? 1( |$)""",
            """orleansnews_live_readers(\{[^}]*\})? 1( |$)""",
            """orleansnews_live_delivery_duration_seconds_bucket\{[^}]*le="0\.005"[^}]*\} """,
            """orleansnews_threads_posted_total(\{[^}]*\})? 1( |$)""",
            """orleansnews_outbox_age_seconds(\{[^}]*\})? [0-9]""",
            """orleansnews_storage_write_duration_seconds_bucket\{[^}]*le="0\.005"[^}]*\} """,
        ];
        // The registry of outboxes reports when its ticker wakes it, every two seconds.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        var metrics = "";
        while (expected.FirstOrDefault(line => !Regex.IsMatch(metrics, "(?m)^" + line)) is { } missing)
        {
            Assert.False(patience.IsCancellationRequested, $"Not among the metrics: {missing}\n{metrics}");
            await Task.Delay(100, cancel);
            metrics = await operators.GetStringAsync("/metrics", cancel);
        }
    }
}
