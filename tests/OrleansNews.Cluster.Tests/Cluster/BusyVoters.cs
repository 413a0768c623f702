using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace OrleansNews.Cluster;

/// <summary>Readers who vote for the newest comments and flag some of them, each once and nobody again, through whichever front end is offered.</summary>
/// <param name="articles">The stories.</param>
/// <param name="newest">The last comment of a story; null before the first.</param>
/// <param name="offered">The front end of the next request.</param>
internal sealed class BusyVoters(IReadOnlyList<long> articles, Func<long, Acknowledged?> newest, Func<HttpClient> offered) : IAsyncDisposable
{
    private const int Flagged = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<FailedRequest> _failures = new();
    private readonly CancellationTokenSource _enough = new();
    private Task _voting = Task.CompletedTask;
    private int _done;

    /// <summary>How many votes and flags were taken.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Those that were not.</summary>
    public IReadOnlyCollection<FailedRequest> FailedRequests => _failures;

    public void Start() => _voting = Task.Run(VoteAsync);

    /// <summary>Lets everybody finish.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _voting.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _voting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task VoteAsync()
    {
        for (var number = 0; !_enough.IsCancellationRequested; number++)
        {
            await Task.Delay(Pause, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (newest(articles[number % articles.Count]) is not { } comment) continue;
            await SendAsync(new(HttpMethod.Put, $"/api/comments/{comment.Id}/vote") { Content = JsonContent.Create(new { vote = number % 3 == 0 ? "down" : "up" }) });
            if (number % Flagged == 0) await SendAsync(new(HttpMethod.Post, $"/api/comments/{comment.Id}/flags") { Content = JsonContent.Create(new { reason = "off-topic" }) });
        }
    }

    private async Task SendAsync(HttpRequestMessage request)
    {
        var began = Stopwatch.GetTimestamp();
        using (request)
        {
            try
            {
                using var answer = await offered().SendAsync(request);
                if (answer.IsSuccessStatusCode) Interlocked.Increment(ref _done);
                else _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode}") { Status = answer.StatusCode });
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                _failures.Enqueue(new(began, Stopwatch.GetTimestamp(), $"{request.Method} {request.RequestUri}: {lost.Message}"));
            }
        }
    }
}
