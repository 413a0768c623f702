using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// Follows one thread for all readers of this front end. Hints from the thread only wake it; it reads the log from its own position, so a hint
/// that is lost, late or doubled changes nothing but the delay. Nobody in the cluster ever waits for it.
/// </summary>
internal sealed class ThreadRelay : IThreadObserver, IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private readonly RelayContext _context;
    private readonly ICommentThreadGrain _thread;
    private readonly StateWatch _states;
    private readonly LogFollower _log;
    private readonly EarlierEvents _earlier;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HintSignal _hints = new();
    private readonly Lock _gate = new();
    private IThreadObserver? _reference;
    private Task? _run;
    private Task _storyCheck = Task.CompletedTask;
    private Task _beat = Task.CompletedTask;
    private bool _isStorySilent;
    private int _joining;
    private TaskCompletionSource _nextPass = NewPass();
    private long? _subscribedAt;
    private int _visitors;
    private long _emptySince;
    private int? _readers;
    private long _hintedAt;
    private bool _interrupted;
    private bool _ended;

    public ThreadRelay(ArticleId article, RelayContext context)
    {
        Article = article;
        _context = context;
        Feed = new(context.Live, context.Budget, context.Time);
        _thread = context.Cluster.GetGrain<ICommentThreadGrain>(article.Value);
        _states = new(article, context, Feed);
        _log = new(_thread, context, _states, Feed);
        _earlier = new(article, context, _log);
        _emptySince = context.Time.GetTimestamp();
    }

    public ArticleId Article { get; }

    public ThreadFeed Feed { get; }

    /// <summary>Whether the story is published; null when that is not known, or not since a moment ago.</summary>
    public ArticleStatus? StoryStatus => _states.StoryStatus;

    /// <summary>Called by the thread.</summary>
    public Task MovedAsync(ArticleId article, ThreadVersion version)
    {
        Interlocked.CompareExchange(ref _hintedAt, _context.Time.GetTimestamp(), 0);
        _hints.Give();
        return Task.CompletedTask;
    }

    /// <summary>Holds the relay for a reader; false when it has ended and another must be made.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_ended) return false;
            _visitors++;
            // Not before somebody is in: of two that are made at once for one thread, one is thrown away.
            _run ??= Start();
            return true;
        }
    }

    // It runs for all readers, and its calls belong to the trace of none: not to that of the first one either.
    private Task Start()
    {
        using var nobody = ExecutionContext.SuppressFlow();
        return Task.Run(RunAsync);
    }

    /// <summary>Lets go of the relay.</summary>
    public void Exit()
    {
        lock (_gate)
        {
            if (--_visitors == 0) _emptySince = _context.Time.GetTimestamp();
        }
    }

    /// <summary>The same as <see cref="JoinAsync"/> for a reader who need not wait; false, and nothing sent, for others.</summary>
    public bool TryJoin(LiveConnection connection, ThreadPosition? after) =>
        Feed.Admit(connection, after, EventStream.Retry(_context.RetryDelay()), isLastTry: false) == Admission.Entered;

    /// <summary>Sends a reader what they miss, and from then on everything that happens. Fails, and sends nothing, while the cluster cannot be asked for it.</summary>
    public async Task JoinAsync(LiveConnection connection, ThreadPosition? after, CancellationToken gone)
    {
        Interlocked.Increment(ref _joining);
        try
        {
            // A page that is newer than our reading is caught up with by one whole pass; two make sure that one began after the question. What is further
            // back may fall out of the ring again while it is read: a reader who does not get hold of it is told so.
            for (var pass = 0; ; pass++)
            {
                Task next;
                lock (_gate) next = _nextPass.Task;
                var greeting = EventStream.Retry(_context.RetryDelay());
                var admission = Feed.Admit(connection, after, greeting, isLastTry: false);
                if (admission != Admission.Entered && pass >= 3)
                {
                    // What they miss is there, and nobody can be asked for it now: who began anew would have lost their place.
                    if (admission == Admission.Behind && _earlier.AreOut) throw new ThreadUnavailableException("What the reader misses could not be read.");
                    admission = Feed.Admit(connection, after, greeting, isLastTry: true);
                }

                switch (admission)
                {
                    case Admission.Entered:
                        return;
                    case Admission.Behind:
                        _earlier.Want(after!.Value.Sequence);
                        break;
                }

                _hints.Give();
                await next.WaitAsync(_context.Read.Deadline, gone);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _joining);
        }
    }

    /// <summary>Shows how many people have the story open.</summary>
    public Task ShowReadersAsync(int readers)
    {
        if (_readers == readers) return Task.CompletedTask;
        _readers = readers;
        var frame = EventStream.State("readers", new LiveReaders(readers), LiveJson.Compact.LiveReaders);
        return Feed.SetStateGentlyAsync("readers", frame);
    }

    /// <summary>Ends the feed of everybody.</summary>
    public void EndReaders() => Feed.End(() => EventStream.Retry(_context.RetryDelay()));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_run is { } run) await run;
        _stopping.Dispose();
        _hints.Dispose();
    }

    private static TaskCompletionSource NewPass() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        _reference = _context.Cluster.CreateObjectReference<IThreadObserver>(this);
        try
        {
            for (var wasWoken = true; !_stopping.IsCancellationRequested && !EndsBecauseEmpty(); wasWoken = await _hints.WaitAsync(_context.Live.Poll, _stopping.Token))
            {
                await PassAsync(wasWoken);
                // Takes its time, and no event waits for it.
                if (_beat.IsCompleted) _beat = Feed.BeatAsync();
            }
        }
        finally
        {
            // Whatever ended it: readers come back, and the next one makes another relay.
            lock (_gate) _ended = true;
            _context.Ended(this);
            EndReaders();
            await Task.WhenAll(_storyCheck, _beat);
            Feed.Forget();
            await UnsubscribeAsync(_reference);
        }
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

    private async Task PassAsync(bool wasWoken)
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
            await CheckStoryAsync();
            var before = Feed.Position;
            var hintedAt = Interlocked.Exchange(ref _hintedAt, 0);
            await _log.CatchUpAsync();
            if (hintedAt != 0 && Feed.Position != before) _context.Instruments.Delivered(_context.Time.GetElapsedTime(hintedAt));
            if (!wasWoken && Feed.Position != before)
            {
                // Found without a hint: the thread has begun anew, on another silo maybe, and does not know that it is watched.
                _subscribedAt = null;
                await SubscribeAsync();
                await _log.CatchUpAsync(); // What came before the thread knew gave no hint either.
            }

            if (!await _earlier.ReadAsync() && Volatile.Read(ref _joining) == 0) Feed.Trim();
            _interrupted = false;
            pass.SetResult();
        }
        catch (Exception fault)
        {
            // The readers stay: what they have is still true, and the next pass goes on from the same position.
            _subscribedAt = null;
            if (!ClusterFaults.IsUnavailable(fault)) RelayLog.Failed(_context.Log, fault, Article);
            else if (!_interrupted) RelayLog.Interrupted(_context.Log, fault, Article);
            _interrupted = true;
            pass.SetException(fault);
            _ = pass.Task.Exception;
        }
    }

    // A story whose grain does not answer holds up none of its comments. Without its path, though, none can be rendered.
    private async Task CheckStoryAsync()
    {
        if (!_states.KnowsStory) await _states.CheckStoryAsync();
        else if (_storyCheck.IsCompleted) _storyCheck = CheckBesideAsync();
    }

    private async Task CheckBesideAsync()
    {
        try
        {
            await _states.CheckStoryAsync();
            await _states.CheckEntriesAsync();
            _isStorySilent = false;
        }
        catch (Exception fault)
        {
            // The next pass asks again.
            if (!_isStorySilent) RelayLog.StorySilent(_context.Log, fault, Article);
            _isStorySilent = true;
        }
    }

    private async Task SubscribeAsync()
    {
        if (_subscribedAt is { } at && _context.Time.GetElapsedTime(at) < Renewal) return;
        var now = _context.Time.GetTimestamp();
        var version = await _thread.SubscribeAsync(_reference!).WaitAsync(_context.Read.Deadline);
        _subscribedAt = now;
        if (Feed.Position is null) await Feed.RestartAsync(version.Position);
    }

    private async Task UnsubscribeAsync(IThreadObserver reference)
    {
        try
        {
            await _thread.UnsubscribeAsync(reference).WaitAsync(_context.Read.Patience);
        }
        catch (Exception fault)
        {
            // The registration expires by itself.
            if (!ClusterFaults.IsUnavailable(fault)) RelayLog.Failed(_context.Log, fault, Article);
        }
        finally
        {
            _context.Cluster.DeleteObjectReference<IThreadObserver>(reference);
        }
    }
}
