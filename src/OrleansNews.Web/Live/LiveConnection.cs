using System.Buffers;
using System.IO.Pipelines;

namespace OrleansNews.Live;

/// <summary>
/// One reader. Frames are written to the response by whoever sends them, with no task of its own while the reader keeps up; for one that does
/// not, frames wait in a bounded queue, and at the bound it is dropped: it comes back with its position and misses nothing.
/// </summary>
internal sealed class LiveConnection(PipeWriter body, LiveOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly float _patience = 0.5f + Random.Shared.NextSingle() / 2;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Queue<LiveFrame>? _waiting;
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
            if (_flushing) return Queue(frames);
            foreach (var frame in frames) body.Write(frame.Bytes);
            return Flush();
        }
    }

    /// <summary>
    /// Whether it has been silent for so long that a sign of life is due. That is half of the interval for some and all of it for others: after an event to
    /// everybody their signs of life are not one burst again.
    /// </summary>
    public bool IsSilent => time.GetElapsedTime(Volatile.Read(ref _flushingSince)) >= options.Heartbeat * _patience;

    /// <summary>Ends the connection. After this returns the response's body is not touched any more.</summary>
    public void End()
    {
        lock (_gate) _ended.TrySetResult(false);
    }

    private bool Queue(ReadOnlySpan<LiveFrame> frames)
    {
        _waiting ??= new();
        foreach (var frame in frames)
        {
            _waiting.Enqueue(frame);
            _waitingBytes += frame.Bytes.Length;
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

                    foreach (var frame in waiting) body.Write(frame.Bytes);
                    waiting.Clear();
                    _waitingBytes = 0;
                    _flushingSince = time.GetTimestamp();
                    flush = body.FlushAsync();
                }
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // The reader is gone; it comes back with its position.
            End();
        }
    }
}
