using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansNews.Cluster;

/// <summary>A comment that was answered with 201.</summary>
internal sealed record Acknowledged(long Article, string Text, long Id, long At)
{
    /// <summary>When it was sent for the first time.</summary>
    public long Began { get; init; }

    /// <summary>Where the answer said that it stands in the log of its thread.</summary>
    public string Position { get; init; } = "";
}

/// <summary>
/// Writers of comments to several stories, a few of them popular, through whichever front end is offered. Who gets no answer, or 503, sends the same comment under the same key
/// again, as the script of the page does.
/// </summary>
/// <param name="articles">The stories.</param>
/// <param name="seed">Decides who writes where.</param>
/// <param name="offered">The front end of the next request.</param>
/// <param name="choose">A story for the next comment; of two at random the first one where it is null, so that the first stories are the popular ones.</param>
/// <param name="pause">How long a writer rests after each comment.</param>
internal sealed class StubbornWriters(IReadOnlyList<long> articles, int seed, Func<HttpClient> offered, Func<Random, long>? choose = null, TimeSpan pause = default) : IAsyncDisposable
{
    private const int Writers = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly ConcurrentDictionary<long, Acknowledged> _newest = new();
    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly CancellationTokenSource _enough = new();
    private Task[] _writing = [];

    /// <summary>What was accepted, in the order of the answers.</summary>
    public IReadOnlyCollection<Acknowledged> Acknowledged => _acknowledged;

    /// <summary>The last comment that a story accepted; null before the first.</summary>
    public Acknowledged? NewestOf(long article) => _newest.GetValueOrDefault(article);

    /// <summary>Requests that were not accepted at once, and why.</summary>
    public IReadOnlyCollection<string> Failures => [.. _failures.Select(failed => failed.What)];

    /// <summary>The same, and when.</summary>
    public IReadOnlyCollection<FailedRequest> FailedRequests => _failures;

    public void Start() => _writing = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer)))];

    /// <summary>Returns when <paramref name="reached"/> holds of what was accepted.</summary>
    public async Task UntilAsync(Func<IReadOnlyCollection<Acknowledged>, bool> reached)
    {
        var started = Stopwatch.GetTimestamp();
        while (!reached(_acknowledged))
        {
            if (_writing.FirstOrDefault(writer => writer.IsFaulted) is { } ended) await ended;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException($"seed {seed}: {_acknowledged.Count} accepted, and no more of what is waited for. The last failures: {string.Join("; ", Failures.TakeLast(5))}");
            await Task.Delay(50);
        }
    }

    /// <summary>Lets everybody finish the comment they are at.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_writing).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        var random = new Random(seed + writer);
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            var article = choose?.Invoke(random) ?? articles[Math.Min(random.Next(articles.Count), random.Next(articles.Count))];
            var text = $"mark-{writer}-{number}-end Comment {number} of writer {writer} in {seed}.";
            (long Id, string Position)? accepted;
            var started = Stopwatch.GetTimestamp();
            while ((accepted = await TryPostAsync(article, writer, number, text)) is null)
            {
                if (Stopwatch.GetElapsedTime(started) > Patience) throw new InvalidOperationException($"'{text}' was never accepted. The last failures: {string.Join("; ", Failures.TakeLast(5))}");
                await Task.Delay(100);
            }

            var acknowledged = new Acknowledged(article, text, accepted.Value.Id, Stopwatch.GetTimestamp()) { Began = started, Position = accepted.Value.Position };
            _acknowledged.Enqueue(acknowledged);
            _newest[article] = acknowledged;
            await Task.Delay(pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(long Id, string Position)?> TryPostAsync(long article, int writer, int number, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{article}/comments")
        {
            Content = JsonContent.Create(new { author = $"Writer {writer}", email = $"writer{writer}@example.org", text }),
            Headers = { { "Idempotency-Key", $"{seed}-{writer}-{number}" } },
        };
        var (client, began) = (offered(), Stopwatch.GetTimestamp());
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Created)
            {
                var receipt = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
                return (receipt["id"]!.GetValue<long>(), receipt["position"]!.GetValue<string>());
            }

            if (response.StatusCode is not HttpStatusCode.ServiceUnavailable) throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"503 for story {article}"));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{lost.GetType().Name} at {client.BaseAddress}: {lost.Message}"));
        }

        return null;
    }
}
