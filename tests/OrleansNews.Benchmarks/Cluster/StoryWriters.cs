using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>A writer for each story, who sends a comment that was not accepted again under its key.</summary>
internal sealed class StoryWriters : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly Func<HttpClient> _offered;
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentDictionary<long, Accepted> _newest = new();
    private readonly Task _writing;

    /// <summary>Begins at once.</summary>
    /// <param name="articles">The stories.</param>
    /// <param name="offered">The front end of the next request.</param>
    public StoryWriters(IReadOnlyList<long> articles, Func<HttpClient> offered)
    {
        _offered = offered;
        foreach (var article in articles) _newest[article] = new(0, 0);
        _writing = Task.WhenAll(articles.Select(article => Task.Run(() => WriteAsync(article))));
    }

    /// <summary>Returns when every story has accepted a comment that was sent after a moment; by story, how long after it the first of them was answered.</summary>
    public async Task<IReadOnlyList<TimeSpan>> UntilAllAcceptAsync(long since)
    {
        var found = new Dictionary<long, TimeSpan>();
        while (found.Count < _newest.Count)
        {
            if (_writing.IsFaulted) await _writing;
            // A writer rests longer than this between two comments: none is missed.
            await Task.Delay(_pause / 10);
            foreach (var (article, newest) in _newest)
            {
                if (newest.Sent >= since) found.TryAdd(article, Stopwatch.GetElapsedTime(since, newest.Answered));
            }

            if (Stopwatch.GetElapsedTime(since) > _patience) throw new InvalidOperationException($"{_newest.Count - found.Count} stories take no comments any more.");
        }

        return [.. found.Values];
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task WriteAsync(long article)
    {
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            var key = Guid.NewGuid();
            long sent;
            do sent = Stopwatch.GetTimestamp();
            while (!await TryPostAsync(article, key, number));
            _newest[article] = new(sent, Stopwatch.GetTimestamp());
            await Task.Delay(_pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryPostAsync(long article, Guid key, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments"))
        {
            Content = JsonContent.Create(new { author = $"Writer {article}", email = $"writer{article}@example.org", text = $"Comment {number} ({key})." }),
            Headers = { { "Idempotency-Key", key.ToString() } },
        };
        try
        {
            using var answer = await _offered().SendAsync(request, _enough.Token);
            if (answer.StatusCode == HttpStatusCode.Created) return true;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) throw new InvalidOperationException($"A comment was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // Asked again under the same key.
        }

        await Task.Delay(_again, _enough.Token);
        return false;
    }

    /// <summary>When the newest accepted comment was sent for the last time, and answered.</summary>
    private sealed record Accepted(long Sent, long Answered);
}
