using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace OrleansNews.Benchmarks.Live;

/// <summary>A newspaper in a process of its own, and the comments that are sent to it.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private static readonly string[] Settings =
        ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
    private HostProcess _host = null!;
    private int _comments;

    public Uri Site => _host.Site;

    public int Id => _host.Id;

    public static async Task<LiveHost> StartAsync(int stories)
    {
        var live = new LiveHost();
        live._host = await HostProcess.StartAsync(live._folder["data"], Settings);
        var files = Enumerable.Range(1, stories).Select(story => live._folder.Write($"{story}.md", Stories.Markdown($"Story {story}", $"story-{story}")));
        var (code, output, errors) = await HostProcess.RunAsync(["import", .. files, "--data", live._folder["data"]]);
        return code == 0 ? live : throw new InvalidOperationException(output + errors);
    }

    /// <summary>The live feed of a story, counted from 1.</summary>
    public static string FeedOf(int story) => string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story}/live");

    /// <summary>Posts a comment of about 500 letters with one <see cref="Crowd.Mark"/>, and returns when it is acknowledged: the time then.</summary>
    public async Task<long> PostAsync(int story)
    {
        var number = Interlocked.Increment(ref _comments).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Site, string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story}/comments")))
        {
            Content = JsonContent.Create(new { author = $"Reader {number}", email = $"reader{number}@example.org", text = $"{Crowd.Mark}{number} {Threads.Comments.Text()}" }),
            Headers = { { "Idempotency-Key", number } },
        };
        using var answer = await _client.SendAsync(request);
        var acknowledged = Stopwatch.GetTimestamp();
        return answer.StatusCode == HttpStatusCode.Created
            ? acknowledged
            : throw new InvalidOperationException($"A comment was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The bytes of the event of a comment, as a reader gets them.</summary>
    public async Task<byte[]> CaptureEventAsync(int story)
    {
        await PostAsync(story);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Site, FeedOf(story))) { Headers = { { "Last-Event-ID", "0:0" } } };
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var captured = new List<string>();
        while (!captured.Any(line => line.Contains(Crowd.Mark)))
        {
            var line = await lines.ReadLineAsync() ?? throw new InvalidOperationException("The feed ended.");
            if (line.Length == 0) captured.Clear();
            else captured.Add(line);
        }

        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', captured) + "\n\n");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }
}
