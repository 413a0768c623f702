using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansNews.Cluster;

/// <summary>Editors who save the same few stories, each from the version that they read last, through whichever front end is offered.</summary>
/// <param name="articles">The stories.</param>
/// <param name="cookie">What an editor is signed in by.</param>
/// <param name="offered">The front end of the next request.</param>
internal sealed partial class BusyEditors(IReadOnlyList<long> articles, string cookie, Func<HttpClient> offered) : IAsyncDisposable
{
    private const int Editors = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Edit> _edits = new();
    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _editing = Task.CompletedTask;

    /// <summary>What happened.</summary>
    public IReadOnlyCollection<Edit> Edits => _edits;

    /// <summary>Requests that nobody answered, or with a promise of nothing.</summary>
    public IReadOnlyCollection<string> Failures => [.. _failures.Select(failed => failed.What)];

    /// <summary>The same, and when.</summary>
    public IReadOnlyCollection<FailedRequest> FailedRequests => _failures;

    public void Start() => _editing = Task.WhenAll(articles.SelectMany(article => Enumerable.Range(0, Editors).Select(editor => Task.Run(() => EditAsync(article, editor)))));

    /// <summary>Lets everybody finish, and reads every story once more.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _editing.WaitAsync(Patience);
        var started = Stopwatch.GetTimestamp();
        foreach (var article in articles)
        {
            while (await ReadAsync(article) is null)
            {
                if (Stopwatch.GetElapsedTime(started) > Patience) throw new InvalidOperationException($"Story {article} cannot be read. The last failures: {string.Join("; ", Failures.TakeLast(5))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _editing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task EditAsync(long article, int editor)
    {
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            if (await ReadAsync(article) is { } version) await SaveAsync(article, version, $"Text {number} of editor {editor}.");
            await Task.Delay(Pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<long?> ReadAsync(long article)
    {
        var began = Stopwatch.GetTimestamp();
        if (await SendAsync(new(HttpMethod.Get, $"/newsroom/stories/{article}")) is not (HttpStatusCode.OK, var page)) return null;
        var version = long.Parse(Version().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);
        _edits.Enqueue(new(article, version, WebUtility.HtmlDecode(Body().Match(page).Groups[1].Value).Trim(), EditOutcome.Read, began, Stopwatch.GetTimestamp()));
        return version;
    }

    private async Task SaveAsync(long article, long version, string text)
    {
        var began = Stopwatch.GetTimestamp();
        var (status, answer) = await SendAsync(new(HttpMethod.Post, $"/newsroom/stories/{article}/autosave")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["title"] = $"About story {article}", ["body"] = text, ["version"] = version.ToString(CultureInfo.InvariantCulture), ["section"] = "Harbour", ["authors"] = "Ines Calloway", ["comments_open"] = "yes", ["format"] = "Markdown",
            }),
        });
        var outcome = status switch { HttpStatusCode.OK => EditOutcome.Saved, HttpStatusCode.Conflict => EditOutcome.Conflict, null or HttpStatusCode.ServiceUnavailable => EditOutcome.Unknown, _ => throw new InvalidOperationException($"Saving answered {status}: {answer}") };
        _edits.Enqueue(new(article, version, text, outcome, began, Stopwatch.GetTimestamp()) { After = outcome == EditOutcome.Saved ? JsonNode.Parse(answer)!["version"]!.GetValue<long>() : 0 });
    }

    // No status when the connection was lost.
    private async Task<(HttpStatusCode? Status, string Text)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("Cookie", cookie);
            var began = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await offered().SendAsync(request);
                if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Conflict)) _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode}"));
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.Method} {request.RequestUri}: {lost.Message}"));
                return (null, lost.Message);
            }
        }
    }

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("<textarea[^>]*name=\"body\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Body();
}
