using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>Hands out front ends in turn, as a balancer does: those alone that said at its last check that they are ready.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _checks = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly List<(HttpClient Client, Uri Health)> _all;
    private readonly Task _checking;
    private volatile HttpClient[] _ready;
    private int _turn;

    public Balancer(IEnumerable<HostProcess> front)
    {
        _all = [.. front.Select(host => (host.CreateClient(), new Uri(host.Operations, "/health/ready")))];
        _ready = [.. _all.Select(one => one.Client)];
        _checking = Task.Run(CheckAsync);
    }

    /// <summary>Whose turn it is.</summary>
    public HttpClient Next()
    {
        var ready = _ready;
        return ready[(int)((uint)Interlocked.Increment(ref _turn) % ready.Length)];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _checking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (client, _) in _all) client.Dispose();
        _checks.Dispose();
        _end.Dispose();
    }

    private async Task CheckAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var answers = await Task.WhenAll(_all.Select(async one => (one.Client, Ready: await IsReadyAsync(one.Health))));
            if (answers.Any(one => one.Ready)) _ready = [.. answers.Where(one => one.Ready).Select(one => one.Client)];
            await Task.Delay(Between, _end.Token);
        }
    }

    private async Task<bool> IsReadyAsync(Uri health)
    {
        try
        {
            using var answer = await _checks.GetAsync(health, _end.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is TaskCanceledException && !_end.IsCancellationRequested))
        {
            return false;
        }
    }
}
