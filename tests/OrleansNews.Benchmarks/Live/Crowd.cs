using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansNews.Benchmarks.Live;

/// <summary>
/// Many readers of live feeds on one thread. Every comment of a measurement holds <see cref="Mark"/> once, so that the n-th mark on a connection is the n-th
/// comment of its story, wherever the pieces that arrive are cut.
/// </summary>
internal sealed class Crowd : IDisposable
{
    /// <summary>What stands once in each comment and nowhere else in a feed.</summary>
    public const char Mark = '~';

    private readonly List<Reader> _readers = [];
    private readonly Epoll _epoll = new();
    private readonly Thread _loop;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private volatile bool _ended;
    private long _receipts;
    private long _lastReceipt;
    private int _greeted;
    private int _lost;

    public Crowd()
    {
        _loop = new(Read) { IsBackground = true, Name = "readers" };
        _loop.Start();
    }

    /// <summary>Called on the reading thread with a connection's number, which comment of its story came first in this piece, how many, and when.</summary>
    public Action<int, int, int, long>? Received { get; set; }

    /// <summary>Comments that came, over all readers.</summary>
    public long Receipts => Interlocked.Read(ref _receipts);

    /// <summary>When the last of them came.</summary>
    public long LastReceipt => Interlocked.Read(ref _lastReceipt);

    /// <summary>Opens feeds, and returns when each has begun.</summary>
    public async Task OpenAsync(Uri site, int count, Func<int, string> pathOf)
    {
        var address = new IPEndPoint(IPAddress.Parse(site.Host), site.Port);
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(address);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {pathOf(i)} HTTP/1.1\r\nHost: {site.Authority}\r\nAccept: text/event-stream\r\n\r\n"));
            lock (_readers) _readers.Add(new(socket));
            _epoll.Watch((int)socket.Handle, _readers.Count - 1);
        }

        await UntilAsync(() => Volatile.Read(ref _greeted) == _readers.Count, "Not every reader was let in.");
    }

    /// <summary>Returns when so many comments have come.</summary>
    public Task UntilAsync(long receipts) => UntilAsync(() => Receipts >= receipts, $"Not every comment came: {Receipts} of {receipts}.");

    public void Dispose()
    {
        _ended = true;
        _loop.Join();
        _epoll.Dispose();
        foreach (var reader in _readers) reader.Socket.Dispose();
    }

    private async Task UntilAsync(Func<bool> reached, string otherwise)
    {
        var began = Stopwatch.GetTimestamp();
        while (!reached())
        {
            if (_lost > 0) throw new InvalidOperationException($"{_lost} readers lost their feed.");
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60)) throw new TimeoutException(otherwise);
            await Task.Delay(2);
        }
    }

    private void Read()
    {
        while (!_ended) _epoll.Wait(50, ReadOne);
    }

    private void ReadOne(int number)
    {
        Reader reader;
        lock (_readers) reader = _readers[number];
        var length = Epoll.Receive((int)reader.Socket.Handle, _buffer);
        if (length <= 0)
        {
            if (length == 0) _lost++;
            return;
        }

        var piece = _buffer.AsSpan(0, length);
        if (!reader.Greeted)
        {
            reader.Greeted = true;
            if (!piece.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(piece));
            Interlocked.Increment(ref _greeted);
        }

        var marks = piece.Count((byte)Mark);
        if (marks == 0) return;
        var now = Stopwatch.GetTimestamp();
        Received?.Invoke(number, reader.Comments, marks, now);
        reader.Comments += marks;
        Interlocked.Exchange(ref _lastReceipt, now);
        Interlocked.Add(ref _receipts, marks);
    }

    private sealed class Reader(Socket socket)
    {
        public Socket Socket => socket;

        public bool Greeted { get; set; }

        public int Comments { get; set; }
    }
}
