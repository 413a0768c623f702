using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>The relays of this process, one for each thread that somebody follows, and the bounds on those who do.</summary>
internal sealed class LiveRelays : IHostedService
{
    private readonly ConcurrentDictionary<ArticleId, ThreadRelay> _relays = new();
    private readonly ConcurrentDictionary<IPAddress, int> _addresses = new();
    private readonly IHostApplicationLifetime _lifetime;
    private readonly RelayContext _context;
    private readonly LimitOptions _limits;
    private int _connections;

    public LiveRelays(
        IClusterClient cluster,
        LiveRenderer renderer,
        LiveInstruments instruments,
        SiteFrames frames,
        IOptions<LiveOptions> live,
        IOptions<ReadOptions> read,
        IOptions<LimitOptions> limits,
        TimeProvider machineTime,
        ILogger<LiveRelays> log,
        IHostApplicationLifetime lifetime)
    {
        _lifetime = lifetime;
        _limits = limits.Value;
        _context = new(cluster, renderer, frames, live.Value, new(live.Value.ReplayBytesInAll), instruments, read.Value, machineTime, log, Remove);
        instruments.Watch(this);
    }

    /// <summary>How many readers follow anything here.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The bytes that are kept of all threads for readers who come back.</summary>
    public long ReplayBytes => _context.Budget.Bytes;

    /// <summary>Whether the process is ending: a reader who comes in now is let go at once, and told when to come back. Whoever reads events gives up for good on any other answer.</summary>
    public bool AreEnding => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Whether a story that is followed here is published; null when that is not known, or not since a moment ago.</summary>
    public ArticleStatus? StatusOf(ArticleId article) => _relays.TryGetValue(article, out var relay) ? relay.StoryStatus : null;

    /// <summary>Counts a reader who was dropped for being slow.</summary>
    public void CountDropped() => _context.Instruments.Dropped();

    /// <summary>How a connection of this process behaves.</summary>
    public LiveConnection Connect(System.IO.Pipelines.PipeWriter body) => new(body, _context.Live, _context.Time);

    /// <summary>Counts a reader in; the status to refuse with when there are too many, null when there is room.</summary>
    public int? TryTakePlace(IPAddress address)
    {
        if (Interlocked.Increment(ref _connections) > _context.Live.MaxConnections)
        {
            Interlocked.Decrement(ref _connections);
            return StatusCodes.Status503ServiceUnavailable;
        }

        if (!_limits.Enabled) return null;
        if (_addresses.AddOrUpdate(NetworkOf(address), 1, static (_, count) => count + 1) <= _limits.LiveFeeds) return null;
        GiveBackPlace(address);
        return StatusCodes.Status429TooManyRequests;
    }

    /// <summary>When a reader is to come back.</summary>
    public LiveFrame ComeBack() => EventStream.Retry(_context.RetryDelay());

    /// <summary>Counts a reader out.</summary>
    public void GiveBackPlace(IPAddress address)
    {
        Interlocked.Decrement(ref _connections);
        if (!_limits.Enabled) return;
        var network = NetworkOf(address);
        var left = _addresses.AddOrUpdate(network, 0, static (_, count) => count - 1);
        if (left <= 0) _addresses.TryRemove(new(network, left));
    }

    /// <summary>The relay of a story, held for the caller, who must call <see cref="ThreadRelay.Exit"/>.</summary>
    public ThreadRelay Enter(ArticleId article)
    {
        while (true)
        {
            var relay = _relays.GetOrAdd(article, static (id, context) => new(id, context), _context);
            if (relay.TryEnter()) return relay;
            Remove(relay);
        }
    }

    /// <summary>How many readers each story has here.</summary>
    public IEnumerable<StoryReaders> CountReaders() =>
        _relays.Select(relay => new StoryReaders(relay.Key, relay.Value.Feed.Readers)).Where(story => story.Readers > 0);

    /// <summary>Shows how many people have a story open everywhere.</summary>
    public Task ShowReadersAsync(StoryReaders story) =>
        _relays.TryGetValue(story.Article, out var relay) ? relay.ShowReadersAsync(story.Readers) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Feeds would hold the server's shutdown up until its time is over; their readers come back to another process or to the next one.
        _lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var relay in _relays.Values) relay.EndReaders();
        });
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var ends = Task.WhenAll(_relays.Values.Select(relay => relay.DisposeAsync().AsTask()));
        // What is left when the time is over expires by itself.
        await ends.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // One household has a network of 2^64 addresses.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    private void Remove(ThreadRelay relay) => _relays.TryRemove(new(relay.Article, relay));
}
