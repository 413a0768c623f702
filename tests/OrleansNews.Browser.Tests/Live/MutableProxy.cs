using System.Net;
using System.Net.Sockets;

namespace OrleansNews.Live;

/// <summary>
/// A TCP proxy between a browser and the newspaper that can stop passing answers on and keep every connection open, as a network does that loses a route: nobody
/// is told.
/// </summary>
internal sealed class MutableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _target;
    private readonly Task _accepting;
    private readonly List<Socket> _open = [];
    private readonly HashSet<Socket> _feeds = [];
    private readonly HashSet<Socket> _muted = [];
    private bool _mutesFeeds;

    public MutableProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser finds the newspaper.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>From now on no feed that is open gets another byte; new ones do.</summary>
    public void Mute()
    {
        lock (_open) _muted.UnionWith(_feeds);
    }

    /// <summary>From now on no feed gets a byte at all.</summary>
    public void MuteFeedsToCome()
    {
        lock (_open) _mutesFeeds = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        lock (_open)
        {
            foreach (var socket in _open) socket.Dispose();
        }

        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptSocketAsync(_ending.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
                lock (_open) _open.AddRange([browser, server]);
                _ = PassOnAsync(browser, server, isAnswer: false);
                _ = PassOnAsync(server, browser, isAnswer: true);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token) is > 0 and var count)
            {
                if (!isAnswer && buffer.AsSpan(0, count).IndexOf("/live?"u8) >= 0) NoteFeed(to);
                if (!isAnswer || !IsMuted(from)) await to.SendAsync(buffer.AsMemory(0, count), _ending.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone; the other one finds out by itself.
        }
    }

    private void NoteFeed(Socket server)
    {
        lock (_open)
        {
            _feeds.Add(server);
            if (_mutesFeeds) _muted.Add(server);
        }
    }

    private bool IsMuted(Socket server)
    {
        lock (_open) return _muted.Contains(server);
    }
}
