using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Threads;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>
/// Advertisements from everywhere: half of them under one story, half under many, each by another name and address and with two links, which holds it. Senders are plain
/// sockets, each with a story of its own that it goes on and on about.
/// </summary>
internal sealed class SpamWave : IAsyncDisposable
{
    private readonly List<PlainHttpConnection> _connections;
    private readonly SemaphoreSlim _due = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _senders;
    private long _released;
    private long _stored;

    private SpamWave(List<PlainHttpConnection> connections)
    {
        _connections = connections;
        _senders = [.. connections.Select(SendAsync)];
    }

    /// <summary>How many were stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    public static async Task<SpamWave> OpenAsync(Uri site, long flooded, IReadOnlyList<long> others)
    {
        var connections = new List<PlainHttpConnection>();
        foreach (var article in others)
        {
            connections.Add(await PlainHttpConnection.OpenAsync(site, AddressOf(flooded)));
            connections.Add(await PlainHttpConnection.OpenAsync(site, AddressOf(article)));
        }

        return new(connections);
    }

    /// <summary>Sends at a steady rate until told to stop and waits until all is stored; returns how many a second were.</summary>
    public async Task<double> SendSteadilyAsync(int perSecond, Task until)
    {
        var (started, before, first) = (Stopwatch.GetTimestamp(), Stored, Interlocked.Read(ref _released));
        while (!until.IsCompleted)
        {
            ThrowIfFailed();
            // One that cannot keep up is not asked for more than a second ahead.
            var due = Math.Min(first + (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond), Stored + perSecond);
            Release(due - _released);
            await Task.Delay(5);
        }

        var rate = (Stored - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await UntilStoredAsync();
        return rate;
    }

    /// <summary>Sends as fast as they are stored until <paramref name="total"/> are; returns how many a second were.</summary>
    public async Task<double> SendUntilAsync(long total)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), Stored);
        Release(total - _released);
        await UntilStoredAsync();
        return (Stored - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_senders).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connections.ForEach(connection => connection.Dispose());
        _end.Dispose();
        _due.Dispose();
    }

    private async Task UntilStoredAsync()
    {
        while (Stored < _released)
        {
            ThrowIfFailed();
            await Task.Delay(5);
        }
    }

    private void Release(long count)
    {
        if (count <= 0) return;
        _released += count;
        _due.Release((int)count);
    }

    // One sender that failed would leave the others waiting for what it took.
    private void ThrowIfFailed() => _senders.FirstOrDefault(sender => sender.IsFaulted)?.GetAwaiter().GetResult();

    private async Task SendAsync(PlainHttpConnection connection)
    {
        while (true)
        {
            await _due.WaitAsync(_end.Token);
            var status = await connection.PostAsync(New(), Guid.NewGuid());
            if (status != 201) throw new InvalidOperationException($"A comment of the wave was answered {status}.");
            Interlocked.Increment(ref _stored);
        }
    }

    private static string New()
    {
        var text = Threads.Comments.Text();
        var number = text[..9];
        return $$"""{"author":"Seller {{number}}","email":"seller{{number}}@spam.example","text":"{{text}} https://watches.example/{{number}} https://pills.example/{{number}}"}""";
    }

    private static string AddressOf(long article) => string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/comments");
}
