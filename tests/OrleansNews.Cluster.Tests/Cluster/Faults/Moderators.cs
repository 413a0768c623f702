using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace OrleansNews.Cluster.Faults;

/// <summary>What was decided last about a comment.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Path">The address of its story.</param>
/// <param name="Status">The word that the API has for it.</param>
/// <param name="DecidedAt">When it was acknowledged, as a timestamp; null while it is sent.</param>
internal sealed record Decided(Acknowledged Comment, string Path, string Status, long? DecidedAt)
{
    /// <summary>The word for what readers see.</summary>
    public const string Approved = "approved";

    /// <summary>Whether nobody may see it any more.</summary>
    public bool IsHidden => DecidedAt is not null && Status != Approved;
}

/// <summary>Moderators who hold comments, call them spam or throw them away, and take some of that back. What is not answered is sent again.</summary>
/// <param name="cookie">What a moderator is signed in by.</param>
/// <param name="offered">The front end of the next decision.</param>
/// <param name="seed">Decides who decides what.</param>
/// <param name="choose">A comment that readers see, and the path of its story; null while there is none.</param>
/// <param name="pause">How long a moderator rests after each decision.</param>
internal sealed class Moderators(string cookie, Func<HttpClient> offered, int seed, Func<Random, (Acknowledged Comment, string Path)?> choose, TimeSpan pause) : IAsyncDisposable
{
    private const int Count = 3;
    private const int KeptAtLeast = 4;
    private static readonly string[] Hiding = ["hold", "spam", "trash"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<long, Decided> _decided = new();
    private readonly ConcurrentQueue<(string Path, long Began)> _hidings = new();
    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _deciding = Task.CompletedTask;

    /// <summary>The last decision about each comment.</summary>
    public IReadOnlyCollection<Decided> Decided => [.. _decided.Values];

    /// <summary>Every time that a comment was to be hidden, also those that were taken back: the address of its story, and when that was sent for the first time.</summary>
    public IReadOnlyCollection<(string Path, long Began)> Hidings => _hidings;

    /// <summary>Decisions that were not taken at once.</summary>
    public IReadOnlyCollection<FailedRequest> FailedRequests => _failures;

    /// <summary>Whether this is still the last decision about its comment.</summary>
    public bool IsLast(Decided decision) => ReferenceEquals(_decided[decision.Comment.Id], decision);

    public void Start() => _deciding = Task.WhenAll(Enumerable.Range(0, Count).Select(number => Task.Run(() => DecideAsync(new Random(seed + number)))));

    /// <summary>Lets every decision that was begun come to its end.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _deciding.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _deciding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task DecideAsync(Random random)
    {
        var hidden = new Queue<(Acknowledged Comment, string Path)>();
        while (!_enough.IsCancellationRequested)
        {
            if (hidden.Count > KeptAtLeast && random.Next(3) == 0)
            {
                var (comment, path) = hidden.Dequeue();
                await DecideAsync(new Decided(comment, path, Faults.Decided.Approved, null));
            }
            else if (choose(random) is var (comment, path) && new Decided(comment, path, Hiding[random.Next(Hiding.Length)], null) is var decision && _decided.TryAdd(comment.Id, decision))
            {
                await DecideAsync(decision);
                hidden.Enqueue((comment, path));
            }

            await Task.Delay(pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A decision that is made already is made again without an effect.
    private async Task DecideAsync(Decided decision)
    {
        _decided[decision.Comment.Id] = decision;
        if (decision.Status != Faults.Decided.Approved) _hidings.Enqueue((decision.Path, Stopwatch.GetTimestamp()));
        for (var began = Stopwatch.GetTimestamp(); !await TryDecideAsync(decision); await Task.Delay(100))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new InvalidOperationException($"Nobody took the decision {decision}.");
        }

        _decided[decision.Comment.Id] = decision with { DecidedAt = Stopwatch.GetTimestamp() };
    }

    private async Task<bool> TryDecideAsync(Decided decision)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/comments/{decision.Comment.Id}/status") { Content = JsonContent.Create(new { status = decision.Status }), Headers = { { "Cookie", cookie } } };
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await offered().SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK) _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.RequestUri}: {(int)answer.StatusCode}"));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"A decision was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.RequestUri}: {lost.Message}"));
            return false;
        }
    }
}
