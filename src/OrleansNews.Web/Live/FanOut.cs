namespace OrleansNews.Live;

/// <summary>
/// Writes the same frames to many connections: a few loops, each over its part of them, and no task of a connection's own. Returns when every
/// connection has been handed the frames, so that the next ones come behind them.
/// </summary>
internal static class FanOut
{
    // Below this another thread costs more than it writes.
    private const int WorthALoop = 512;
    private static readonly int MostLoops = Math.Clamp(Environment.ProcessorCount, 1, 4);

    public static Task SendAsync(LiveConnection[] connections, ReadOnlyMemory<LiveFrame> frames)
    {
        if (connections.Length == 0 || frames.IsEmpty) return Task.CompletedTask;
        var loops = Math.Clamp(connections.Length / WorthALoop, 1, MostLoops);
        if (loops == 1)
        {
            Send(connections, frames.Span);
            return Task.CompletedTask;
        }

        var part = (connections.Length + loops - 1) / loops;
        return Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Run(
            () => Send(connections.AsSpan(loop * part, Math.Min(part, connections.Length - loop * part)), frames.Span))));
    }

    private static void Send(ReadOnlySpan<LiveConnection> connections, ReadOnlySpan<LiveFrame> frames)
    {
        foreach (var connection in connections) connection.Send(frames);
    }
}
