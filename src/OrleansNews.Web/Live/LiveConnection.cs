using System.Buffers;
using System.IO.Pipelines;

namespace OrleansNews.Live;

/// <summary>
/// One reader. Frames are written to the response by whoever sends them, with no task of its own while the reader keeps up; for one that does
/// not, frames wait in a bounded queue, and at the bound it is dropped: it comes back with its position and misses nothing.
/// </summary>
internal sealed class LiveConnection(PipeWriter body, LiveOptions options, TimeProvider time)
{
    // What is written in one go to one who waits: about what a response takes before it lets the writer wait.
    private const int Piece = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly float _patience = 0.5f + Random.Shared.NextSingle() / 2;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queue<(LiveFrame Frame, int Counted)>? _waiting;
    private long _waitingBytes;
    private long _flushingSince = time.GetTimestamp();
    private bool _flushing;

    /// <summary>Completes when nothing is sent any more; true when the reader was dropped for being slow.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>Sends frames in one piece; false when the connection has ended.</summary>
    public bool Send(ReadOnlySpan<LiveFrame> frames)
    {
        lock (_gate)
        {
            if (_ended.Task.IsCompleted) return false;
            return _flushing ? Queue(frames) : Write(frames, frames.Length);
        }
    }

    /// <summary>
    /// Sends what the reader missed: a piece now, the rest as they take it. Everybody shares these frames for as long as they are kept, so they do not count against
    /// the bound; when they are not kept any more the reader is dropped, and comes back for the rest.
    /// </summary>
    public bool Begin(ReadOnlySpan<LiveFrame> frames)
    {
        lock (_gate)
        {
            if (_ended.Task.IsCompleted) return false;
            var (now, bytes) = (0, 0);
            while (now < frames.Length && bytes < Piece) bytes += frames[now++].Bytes.Length;
            if (now < frames.Length) _waiting ??= new();
            foreach (var frame in frames[now..]) _waiting!.Enqueue((frame, 0));
            return Write(frames, now);
        }
    }

    /// <summary>
    /// Whether it has been silent for so long that a sign of life is due. That is half of the interval for some and all of it for others: after an event to
    /// everybody their signs of life are not one burst again.
    /// </summary>
    public bool IsSilent => time.GetElapsedTime(Volatile.Read(ref _flushingSince)) >= options.Heartbeat * _patience;

    /// <summary>Whether it has yet to take what was sent.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate) return _waiting is { Count: > 0 };
        }
    }

    /// <summary>Ends the connection. After this returns the response's body is not touched any more.</summary>
    public void End()
    {
        lock (_gate) _ended.TrySetResult(false);
    }

    private bool Write(ReadOnlySpan<LiveFrame> frames, int count)
    {
        try
        {
            foreach (var frame in frames[..count]) body.Write(frame.Bytes);
            return Flush();
        }
        catch (Exception)
        {
            // Whatever is wrong with one response is the end of that one, and not of those behind it.
            _ended.TrySetResult(false);
            return false;
        }
    }

    private bool Queue(ReadOnlySpan<LiveFrame> frames)
    {
        _waiting ??= new();
        foreach (var frame in frames)
        {
            var counted = frame.Bytes.Length;
            _waiting.Enqueue((frame, counted));
            _waitingBytes += counted;
        }

        if (_waitingBytes <= options.MaxWaitingBytes && time.GetElapsedTime(_flushingSince) <= options.MaxWaiting) return true;
        _waiting = null;
        _ended.TrySetResult(true);
        return false;
    }

    // Completes at once for a reader who keeps up; for one who does not, the next flush begins when this one is through.
    private bool Flush()
    {
        _flushing = true;
        _flushingSince = time.GetTimestamp();
        _ = FlushAsync();
        return !_ended.Task.IsCompleted;
    }

    private async Task FlushAsync()
    {
        try
        {
            var flush = body.FlushAsync();
            while (true)
            {
                var result = await flush;
                lock (_gate)
                {
                    if (result.IsCompleted) _ended.TrySetResult(false);
                    if (_ended.Task.IsCompleted) return;
                    if (_waiting is not { Count: > 0 } waiting)
                    {
                        _flushing = false;
                        return;
                    }

                    if (!WritePiece(waiting)) return;
                    _flushingSince = time.GetTimestamp();
                    flush = body.FlushAsync();
                }
            }
        }
        catch (Exception)
        {
            // The reader is gone; it comes back with its position.
            End();
        }
    }

    private bool WritePiece(Queue<(LiveFrame Frame, int Counted)> waiting)
    {
        for (var bytes = 0; bytes < Piece && waiting.TryDequeue(out var next);)
        {
            if (next.Frame.IsForgotten) return !_ended.TrySetResult(true);
            var frame = next.Frame.Bytes;
            body.Write(frame);
            bytes += frame.Length;
            _waitingBytes -= next.Counted;
        }

        return true;
    }
}
