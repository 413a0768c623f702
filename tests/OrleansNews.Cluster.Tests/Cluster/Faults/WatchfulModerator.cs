using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace OrleansNews.Cluster.Faults;

/// <summary>A moderator who hides comments, and looks everywhere whether they are gone.</summary>
/// <param name="cookie">What a moderator is signed in by.</param>
/// <param name="offered">The front end of the next decision.</param>
/// <param name="everywhere">The front ends that are looked at.</param>
/// <param name="choose">A comment that readers see, and the path of its story; null while there is none.</param>
internal sealed class WatchfulModerator(string cookie, Func<HttpClient> offered, IReadOnlyList<HttpClient> everywhere, Func<(Acknowledged Comment, string Path)?> choose) : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Look> _looks = new();
    private readonly ConcurrentDictionary<long, long> _hidden = new();
    private readonly List<Task> _looking = [];
    private readonly CancellationTokenSource _enough = new();
    private Task _deciding = Task.CompletedTask;

    /// <summary>What was seen.</summary>
    public IReadOnlyCollection<Look> Looks => _looks;

    /// <summary>The comments that are hidden.</summary>
    public IReadOnlyCollection<long> Hidden => (IReadOnlyCollection<long>)_hidden.Keys;

    public void Start() => _deciding = Task.Run(DecideAsync);

    /// <summary>Lets everything that was begun come to its end.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _deciding.WaitAsync(Patience);
        await Task.WhenAll(_looking).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _deciding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_looking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task DecideAsync()
    {
        while (!_enough.IsCancellationRequested)
        {
            if (choose() is { } next && _hidden.TryAdd(next.Comment.Id, 0))
            {
                while (!await TryHideAsync(next.Comment.Id)) await Task.Delay(100);
                var at = Stopwatch.GetTimestamp();
                _looking.AddRange(everywhere.SelectMany(front => new[] { next.Path, $"/api/articles/{next.Comment.Article}/comments?order=newest&limit=100" }.Select(path => LookAsync(front, path, next.Comment.Text, at))));
            }

            await Task.Delay(Between, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A decision that is made already is made again without an effect.
    private async Task<bool> TryHideAsync(long comment)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/comments/{comment}/status") { Content = JsonContent.Create(new { status = "trash" }), Headers = { { "Cookie", cookie } } };
        try
        {
            using var answer = await offered().SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"A decision was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    // Longer than it must be gone, since it must not come back; and until it is gone.
    private async Task LookAsync(HttpClient front, string path, string text, long hiddenAt)
    {
        var shows = true;
        for (var asked = hiddenAt; (shows || Stopwatch.GetElapsedTime(hiddenAt, asked) < LookFor) && Stopwatch.GetElapsedTime(hiddenAt) < Patience; await Task.Delay(LookEvery))
        {
            asked = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await front.GetAsync(path);
                if (answer.StatusCode != HttpStatusCode.OK) continue;
                shows = (await answer.Content.ReadAsStringAsync()).Contains(text, StringComparison.Ordinal);
                _looks.Enqueue(new(text, new Uri(front.BaseAddress!, path).ToString(), hiddenAt, asked, shows, answer.Headers.Contains("X-OrleansNews-Stale")));
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                // A front end that is down shows nothing.
                shows = false;
            }
        }
    }
}
