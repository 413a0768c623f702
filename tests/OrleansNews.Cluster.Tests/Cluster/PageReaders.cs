using System.Net;

namespace OrleansNews.Cluster;

/// <summary>Readers who ask for one page after the other, from whichever front end the test offers.</summary>
internal sealed class PageReaders(IReadOnlyList<string> paths, Func<HttpClient> offered) : IAsyncDisposable
{
    private const int Readers = 4;

    private readonly CancellationTokenSource _enough = new();
    private readonly List<string> _failures = [];
    private Task _reading = Task.CompletedTask;
    private int _read;

    /// <summary>Pages that came whole.</summary>
    public int Read => Volatile.Read(ref _read);

    /// <summary>Pages that did not.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_failures) return [.. _failures];
        }
    }

    public void Start() => _reading = Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(reader))));

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
            try
            {
                using var response = await offered().GetAsync(path);
                var page = await response.Content.ReadAsStringAsync();
                if (response.StatusCode == HttpStatusCode.OK && page.EndsWith("</html>", StringComparison.Ordinal)) Interlocked.Increment(ref _read);
                else Fail($"{path}: {(int)response.StatusCode}, {page.Length} characters");
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                Fail($"{path}: {lost.Message}");
            }

            // A reader's pace: the machine is for the processes under test.
            await Task.Delay(20);
        }
    }

    private void Fail(string what)
    {
        lock (_failures) _failures.Add(what);
    }
}
