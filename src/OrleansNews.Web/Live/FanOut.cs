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
