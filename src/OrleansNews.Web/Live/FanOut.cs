namespace OrleansNews.Live;

/// <summary>
/// Writes the same frames to many connections: a few loops, each over its part of them, and no task of a connection's own. Returns when every
/// connection has been handed the frames, so that the next ones come behind them.
/// </summary>
internal static class FanOut
{
    // Below this another thread costs more than it writes.
    private const int WorthALoop = 512;

    // A connection holds a block of memory from when it is written to until its socket has taken the bytes. After so many the sockets have their turn: blocks are
    // used again while they are in the processor's cache, and ten thousand readers do not need ten thousand of them.
    private const int AtOnce = 64;

    // How long the sockets have, when nobody waits for the frames: ten thousand readers take a third of a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private static readonly int MostLoops = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public static Task SendAsync(LiveConnection[] connections, ReadOnlyMemory<LiveFrame> frames)
    {
        if (connections.Length == 0 || frames.IsEmpty) return Task.CompletedTask;
        var loops = Math.Clamp(connections.Length / WorthALoop, 1, MostLoops);
        var part = (connections.Length + loops - 1) / loops;
        return loops == 1
            ? SendAsync(connections.AsMemory(), frames)
            : Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Run(
                () => SendAsync(connections.AsMemory(loop * part, Math.Min(part, connections.Length - loop * part)), frames))));
    }

    /// <summary>
    /// The same for what may come a moment later, such as a sign of life: slowly enough that the sockets keep up, so that no more than a few blocks of memory are
    /// ever in use.
    /// </summary>
    public static async Task SendGentlyAsync(LiveConnection[] connections, LiveFrame frame, TimeProvider time)
    {
        if (connections.Length == 0) return;
        using var pause = new PeriodicTimer(Pause, time);
        for (var sent = 0; sent < connections.Length; sent++)
        {
            if (sent > 0 && sent % AtOnce == 0) await pause.WaitForNextTickAsync();
            connections[sent].Send([frame]);
        }
    }

    private static async Task SendAsync(ReadOnlyMemory<LiveConnection> connections, ReadOnlyMemory<LiveFrame> frames)
    {
        while (true)
        {
            var now = Math.Min(AtOnce, connections.Length);
            foreach (var connection in connections.Span[..now]) connection.Send(frames.Span);
            connections = connections[now..];
            if (connections.IsEmpty) return;
            await Task.Yield();
        }
    }
}
