using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>A host of its own with stories and comments to read.</summary>
internal sealed partial class ReadingSite : IAsyncDisposable
{
    // Ordinary words: what is compressed must look like what people write.
    private static readonly string[] _words = File.Exists("/usr/share/dict/words") ? File.ReadAllLines("/usr/share/dict/words") : MadeUp();

    private readonly HostProcess _host;
    private readonly TemporaryFolder? _folder;
    private readonly HttpClient _client;

    private ReadingSite(HostProcess host, TemporaryFolder? folder)
    {
        (_host, _folder) = (host, folder);
        _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = host.Site };
    }

    public HostProcess Host => _host;

    public HttpClient Client => _client;

    /// <summary>The data folder, where this site made its own.</summary>
    public string Data => _folder!["data"];

    /// <summary>Starts a host on a new folder, or on one that was prepared.</summary>
    public static async Task<ReadingSite> StartAsync(string? data, params IEnumerable<string> settings)
    {
        var folder = data is null ? new TemporaryFolder() : null;
        var host = await HostProcess.StartAsync(
            data ?? folder!["data"],
            ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false", .. settings]);
        return new(host, folder);
    }

    /// <summary>Publishes stories of about 800 words, each with so many comments of about 60, and returns their paths and numbers.</summary>
    public async Task<IReadOnlyList<(string Path, long Article)>> PublishAsync(params IReadOnlyList<int> comments)
    {
        using var files = new TemporaryFolder();
        var random = new Random(5);
        string[] names = [.. Enumerable.Range(1, comments.Count).Select(number => files.Write($"story-{number:000000}.md",
            Stories.Markdown($"Story {number}", $"story-{number:000000}", string.Join("\n\n", Enumerable.Range(0, 8).Select(_ => Text(random, 100))))))];
        var (code, output, errors) = await HostProcess.RunAsync(["import", .. names, "--data", _folder!["data"]]);
        if (code != 0) throw new InvalidOperationException($"The import failed.\n{output}\n{errors}");
        var published = new List<(string, long)>();
        foreach (var number in Enumerable.Range(1, comments.Count))
        {
            var path = $"/2026/11/20/story-{number:000000}/";
            var page = await _client.GetStringAsync(path);
            published.Add((path, long.Parse(ArticleNumber().Match(page).Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        await Parallel.ForEachAsync(published.Zip(comments), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (story, _) =>
        {
            for (var number = 0; number < story.Second; number++) await CommentAsync(story.First.Item2, Text(new Random(number), 60));
        });
        return published;
    }

    /// <summary>Posts a comment and waits until it is stored.</summary>
    public async Task CommentAsync(long article, string text)
    {
        var person = Random.Shared.Next(1_000).ToString(CultureInfo.InvariantCulture);
        var json = JsonSerializer.SerializeToUtf8Bytes(new { author = $"Reader {person}", email = $"reader{person}@example.org", text = $"{text} {Guid.NewGuid():N}" });
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments"))
        {
            Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await _client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"A comment was answered {(int)answer.StatusCode}.");
    }

    /// <summary>Posts comments to one story at a steady rate until told to stop; returns how many a second were stored.</summary>
    public async Task<double> CommentSteadilyAsync(long article, int perSecond, Task until)
    {
        var started = Stopwatch.GetTimestamp();
        var (sent, stored) = (0, 0);
        var waiting = new List<Task>();
        while (!until.IsCompleted)
        {
            var due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond);
            // One that cannot keep up is not asked for more than a second ahead.
            for (; sent < due && sent - Volatile.Read(ref stored) < perSecond; sent++) waiting.Add(PostAsync());
            await Task.Delay(10);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var rate = Volatile.Read(ref stored) / seconds;
        await Task.WhenAll(waiting);
        return rate;

        async Task PostAsync()
        {
            await CommentAsync(article, "Said while others read.");
            Interlocked.Increment(ref stored);
        }
    }

    /// <summary>A number of the operators' metrics.</summary>
    public async Task<double> MetricAsync(string name)
    {
        // The exporter gives whoever asks again within 300 ms the same answer.
        await Task.Delay(TimeSpan.FromMilliseconds(350));
        using var client = new HttpClient { BaseAddress = _host.Operations };
        var line = (await client.GetStringAsync("/metrics")).Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>How many pages the host has rendered since it was started.</summary>
    public async Task<double> RenderedAsync() => await MetricAsync("orleansnews_pages_rendered_total");

    /// <summary>Waits until the host has nothing left to do for what came before: boxes that come to rest, sizes of photos.</summary>
    public async Task UntilQuietAsync()
    {
        using var process = Process.GetProcessById(_host.Id);
        for (var quiet = 0; quiet < 2;)
        {
            var before = process.TotalProcessorTime;
            await Task.Delay(TimeSpan.FromSeconds(1));
            process.Refresh();
            quiet = process.TotalProcessorTime - before < TimeSpan.FromMilliseconds(100) ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _folder?.Dispose();
    }

    /// <summary>Words that belong to nobody.</summary>
    public static string Text(Random random, int words)
    {
        var text = new StringBuilder();
        for (var number = 0; number < words; number++) text.Append(number == 0 ? "" : " ").Append(_words[random.Next(_words.Length)]);
        return text.Append('.').ToString();
    }

    private static string[] MadeUp()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 4_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{"bcdfghlmnprstv"[random.Next(14)]}{"aeiou"[random.Next(5)]}")))];
    }

    [GeneratedRegex("name=\"comment_post_ID\" value=\"(\\d+)\"")]
    private static partial Regex ArticleNumber();
}
