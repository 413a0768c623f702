using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// Follows one thread for all readers of this front end. Hints from the thread only wake it; it reads the log from its own position, so a hint
/// that is lost, late or doubled changes nothing but the delay. Nobody in the cluster ever waits for it.
/// </summary>
internal sealed class ThreadRelay : IThreadObserver, IAsyncDisposable
{
    private const int LogPage = 200;
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private readonly RelayContext _context;
    private readonly ICommentThreadGrain _thread;
    private readonly IThreadObserver _reference;
    private readonly StateWatch _states;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _hints = new(0, 1);
    private readonly Lock _gate = new();
    private readonly Task _run;
    private TaskCompletionSource _nextPass = NewPass();
    private long? _wantedFrom;
    private long? _subscribedAt;
    private int _visitors;
    private long _emptySince;
    private bool _ended;

    public ThreadRelay(ArticleId article, RelayContext context)
    {
        Article = article;
        _context = context;
        Feed = new(context.Live);
        _thread = context.Cluster.GetGrain<ICommentThreadGrain>(article.Value);
        _reference = context.Cluster.CreateObjectReference<IThreadObserver>(this);
        _states = new(article, context, Feed);
        _emptySince = context.Time.GetTimestamp();
        _run = Task.Run(RunAsync);
    }

    public ArticleId Article { get; }

    public ThreadFeed Feed { get; }

    /// <summary>Called by the thread.</summary>
    public Task MovedAsync(ArticleId article, ThreadVersion version)
    {
        Wake();
        return Task.CompletedTask;
    }

    /// <summary>Holds the relay for a reader; false when it has ended and another must be made.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_ended) return false;
            _visitors++;
            return true;
        }
    }

    /// <summary>Lets go of the relay.</summary>
    public void Exit()
    {
        lock (_gate)
        {
            if (--_visitors == 0) _emptySince = _context.Time.GetTimestamp();
        }
    }

    /// <summary>Sends a reader what they miss, and from then on everything that happens.</summary>
    public async Task JoinAsync(LiveConnection connection, ThreadPosition? after, CancellationToken gone)
    {
        // A page that is newer than our reading is caught up with by one whole pass; two make sure that one began after the question.
        for (var pass = 0; ; pass++)
        {
            Task next;
            lock (_gate) next = _nextPass.Task;
            switch (Feed.Admit(connection, after, EventStream.Retry(_context.RetryDelay()), isLastTry: pass >= 2))
            {
                case Admission.Entered:
                    return;
                case Admission.Behind:
                    lock (_gate) _wantedFrom = Math.Min(_wantedFrom ?? long.MaxValue, after!.Value.Sequence);
                    break;
            }

            Wake();
            await next.WaitAsync(_context.Read.Deadline, gone);
        }
    }

    /// <summary>Ends the feed of everybody.</summary>
    public void EndReaders() => Feed.End(() => EventStream.Retry(_context.RetryDelay()));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
        _hints.Dispose();
    }

    private static TaskCompletionSource NewPass() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        try
        {
            if (_hints.CurrentCount == 0) _hints.Release();
        }
        catch (Exception fault) when (fault is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it in between, or it has ended.
        }
    }

    private async Task RunAsync()
    {
        var heartbeatAt = _context.Time.GetTimestamp();
        while (!_stopping.IsCancellationRequested && !EndsBecauseEmpty())
        {
            await PassAsync();
            if (_context.Time.GetElapsedTime(heartbeatAt) >= _context.Live.Heartbeat)
            {
                heartbeatAt = _context.Time.GetTimestamp();
                Feed.Send(EventStream.Heartbeat);
            }

            await WaitForHintAsync();
        }

        lock (_gate) _ended = true;
        _context.Ended(this);
        EndReaders();
        await UnsubscribeAsync();
    }

    private bool EndsBecauseEmpty()
    {
        lock (_gate)
        {
            if (_visitors > 0 || _context.Time.GetElapsedTime(_emptySince) < _context.Live.Linger) return false;
            _ended = true;
            return true;
        }
    }

    private async Task PassAsync()
    {
        TaskCompletionSource pass;
        lock (_gate)
        {
            pass = _nextPass;
            _nextPass = NewPass();
        }

        try
        {
            await SubscribeAsync();
            await _states.CheckStoryAsync();
            await BackfillAsync();
            await CatchUpAsync();
            pass.SetResult();
        }
        catch (Exception fault)
        {
            // The readers stay: what they have is still true, and the next pass goes on from the same position.
            _subscribedAt = null;
            if (ClusterFaults.IsUnavailable(fault)) RelayLog.Interrupted(_context.Log, fault, Article);
            else RelayLog.Failed(_context.Log, fault, Article);
            pass.SetException(fault);
            _ = pass.Task.Exception;
        }
    }

    private async Task SubscribeAsync()
    {
        if (_subscribedAt is { } at && _context.Time.GetElapsedTime(at) < Renewal) return;
        var now = _context.Time.GetTimestamp();
        var version = await _thread.SubscribeAsync(_reference).WaitAsync(_context.Read.Deadline);
        _subscribedAt = now;
        if (Feed.Position is null) Feed.Restart(version.Position);
    }

    private async Task BackfillAsync()
    {
        long wanted;
        lock (_gate)
        {
            if (_wantedFrom is null) return;
            wanted = _wantedFrom.Value;
            _wantedFrom = null;
        }

        if (Feed.Position is not { } position || wanted >= Feed.Start) return;
        var older = new List<ReplayEntry>();
        for (var behind = position with { Sequence = wanted }; behind.Sequence < Feed.Start;)
        {
            var limit = (int)Math.Min(LogPage, Feed.Start - behind.Sequence);
            var log = await _thread.ReadLogAsync(behind, limit).WaitAsync(_context.Read.Deadline);
            if (log.Reset || log.Items.IsEmpty) return;
            foreach (var item in log.Items) older.Add((await RenderAsync(item, position.Epoch)).Entry);
            behind = behind with { Sequence = log.Items[^1].Sequence };
        }

        Feed.Prepend(older);
    }

    private async Task CatchUpAsync()
    {
        while (true)
        {
            var position = Feed.Position!.Value;
            var log = await _thread.ReadLogAsync(position, LogPage).WaitAsync(_context.Read.Deadline);
            if (log.Reset)
            {
                // A lower answer in the same epoch comes from an activation that does not know yet that it was replaced.
                if (log.Version.Position.Epoch == position.Epoch && log.Version.Position.Sequence <= position.Sequence) return;
                Feed.Restart(log.Version.Position);
                continue;
            }

            if (position.Epoch == 0) Feed.Begin(log.Version.Position.Epoch);
            foreach (var item in log.Items)
            {
                var (entry, present) = await RenderAsync(item, log.Version.Position.Epoch);
                Feed.Append(entry, present);
            }

            if (!log.Items.IsEmpty) continue;
            await _states.CheckThreadAsync(log.Version);
            return;
        }
    }

    private async Task<(ReplayEntry Entry, Func<ReplayEntry, LiveFrame> Present)> RenderAsync(LogItem item, long epoch)
    {
        var html = await _context.Renderer.RenderAsync(item, _states.StoryPath, _states.IsOpen);
        var parent = item.View?.Parent;
        var frame = LiveRenderer.Encode(new(epoch, item.Sequence), item.Change, item.Comment, parent, html);
        return (
            new(item.Sequence, item.Change, item.Comment, frame),
            earlier => LiveRenderer.Encode(new(epoch, earlier.Sequence), earlier.Change, earlier.Comment, parent, html));
    }

    private async Task WaitForHintAsync()
    {
        try
        {
            await _hints.WaitAsync(_context.Live.Poll, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The process is ending; the loop sees it.
        }
    }

    private async Task UnsubscribeAsync()
    {
        try
        {
            await _thread.UnsubscribeAsync(_reference).WaitAsync(_context.Read.Patience);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            // The registration expires by itself.
        }

        _context.Cluster.DeleteObjectReference<IThreadObserver>(_reference);
    }
}
