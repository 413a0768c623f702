using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansNews.Cluster;

/// <summary>Readers who ask for one page after the other, from whichever front end is offered.</summary>
/// <param name="paths">The pages, in turn.</param>
/// <param name="offered">The front end of the next request.</param>
/// <param name="attempts">How often a connection that is lost is tried again elsewhere, as a balancer does for what only reads; an answer is never asked for again.</param>
/// <param name="patience">For how long they wait for a page: one that has not come whole by then has not come, and is not asked for again. Ten seconds where it is null, for machines that have much else to do.</param>
internal sealed class PageReaders(IReadOnlyList<string> paths, Func<HttpClient> offered, int attempts = 1, TimeSpan? patience = null) : IAsyncDisposable
{
    /// <summary>How many read at once, each every page in turn.</summary>
    public const int Readers = 4;

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _enough = new();
    private readonly List<FailedRequest> _failures = [];
    private Task _reading = Task.CompletedTask;
    private long _started;
    private int _read;
    private TimeSpan _longest;

    /// <summary>Pages that came whole.</summary>
    public int Read
    {
        get
        {
            lock (_failures) return _read;
        }
    }

    /// <summary>How long a page that came whole took at most, with the attempts before it.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_failures) return _longest;
        }
    }

    /// <summary>Pages that did not.</summary>
    public IReadOnlyList<string> Failures => [.. FailedRequests.Select(failed => failed.What)];

    /// <summary>Pages that did not, and when.</summary>
    public IReadOnlyList<FailedRequest> FailedRequests
    {
        get
        {
            lock (_failures) return [.. _failures];
        }
    }

    public void Start()
    {
        _started = Stopwatch.GetTimestamp();
        _reading = Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(reader))));
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _reading;
        _enough.Dispose();
    }

    private async Task ReadAsync(int reader)
    {
        for (var next = reader; !_enough.IsCancellationRequested; next++)
        {
            var path = paths[next % paths.Count];
            var (client, began) = (offered(), Stopwatch.GetTimestamp());
            var (fault, answered, status) = await TryReadAsync(client, path);
            for (var attempt = 1; attempt < attempts && !answered; attempt++)
            {
                client = AnotherThan(client);
                (fault, answered, status) = await TryReadAsync(client, path);
            }

            if (fault is null) Succeed(began);
            else Fail(new(began, Stopwatch.GetTimestamp(), fault) { Path = path, Status = status });
            // A reader's pace: the machine is for the processes under test.
            await Task.Delay(20);
        }
    }

    // The same one where there is no other.
    private HttpClient AnotherThan(HttpClient lost)
    {
        var other = offered();
        for (var turn = 0; turn < 100 && other == lost; turn++) other = offered();
        return other;
    }

    private async Task<(string? Fault, bool Answered, HttpStatusCode? Status)> TryReadAsync(HttpClient client, string path)
    {
        using var late = new CancellationTokenSource(_patience);
        try
        {
            using var response = await client.GetAsync(path, late.Token);
            var page = await response.Content.ReadAsStringAsync(late.Token);
            var whole = response.StatusCode == HttpStatusCode.OK && page.EndsWith("</html>", StringComparison.Ordinal);
            return (whole ? null : $"{path}: {(int)response.StatusCode}, {page.Length} characters", true, response.StatusCode);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return ($"{path} at {client.BaseAddress} did not come within {_patience.TotalSeconds:0.#} s", true, null);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return ($"{path} at {client.BaseAddress}: {lost.Message}", false, null);
        }
    }

    private void Succeed(long began)
    {
        var took = Stopwatch.GetElapsedTime(began);
        lock (_failures)
        {
            _read++;
            if (took > _longest) _longest = took;
        }
    }

    private void Fail(FailedRequest failed)
    {
        lock (_failures) _failures.Add(failed with { What = string.Create(CultureInfo.InvariantCulture, $"after {Stopwatch.GetElapsedTime(_started, failed.Ended).TotalSeconds:F1} s {failed.What}") });
    }
}
