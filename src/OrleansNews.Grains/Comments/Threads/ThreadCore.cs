using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansNews.Logs;
using Activity = System.Diagnostics.Activity;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// A comment thread over a log: commands are decided in batches and committed together; the index and the texts change only behind a commit, so what anybody
/// reads is durable. Not thread-safe: all calls come from one scheduler that runs one at a time.
/// </summary>
internal sealed partial class ThreadCore : IDisposable
{
    // So few are committed together, however few are on their way.
    private const int SmallBatch = 64;

    private readonly ArticleId _article;
    private readonly ThreadOptions _options;
    private readonly TimeProvider _time;
    private readonly IThreadOutlets _outlets;
    private readonly ThreadInstruments _instruments;
    private readonly ILogger _logger;
    private readonly Func<string, bool>? _knows;
    private readonly EventLog _log;
    private readonly EventCodec _codec = new();
    private readonly Queue<PendingCommand> _queue = new();
    private readonly List<PendingCommand> _batch = [];

    private ThreadIndex _index;
    private CommentBodies _bodies;
    private ThreadSnapshots _snapshots;
    private PagePlanner _planner;
    private ThreadDraft _draft;
    private ThreadOwnerState _owner = new();
    private Task? _opening;
    private bool _open;
    private int _queuedBytes;
    private int _lastBatch;
    private bool _pumping;
    private bool _catchUp;
    private bool _ended;
    private bool _draftNeedsOutbox;
    private TaskCompletionSource<bool> _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="knows">Which kinds of events this build knows; all of this version when null. The simulation runs older builds with it.</param>
    public ThreadCore(
        ArticleId article,
        ILogStore store,
        ThreadOptions options,
        LogOptions logOptions,
        TimeProvider time,
        Random random,
        IThreadOutlets outlets,
        ThreadInstruments instruments,
        ILogger logger,
        Func<string, bool>? knows = null)
    {
        _knows = knows;
        _article = article;
        _options = options;
        _time = time;
        _outlets = outlets;
        _instruments = instruments;
        _logger = logger;
        _log = new EventLog(store, logOptions, time, random, logger) { CommitWanted = Pump, Fenced = OnFenced };
        Reset();
    }

    /// <summary>The end of the log and what readers check their pages with.</summary>
    public ThreadVersion Version => new(new(_log.Epoch, _index.Through), _index.PublicVersion, _index.Total, !_index.IsClosed);

    /// <summary>What is resident, for tests and measurements.</summary>
    public ThreadIndex Index => _index;

    /// <summary>Commands that wait.</summary>
    public int QueuedCommands => _queue.Count;

    /// <summary>Bytes handed to the store.</summary>
    public long BytesWritten => _log.BytesWritten;

    public void Dispose()
    {
        _codec.Dispose();
        _hurry.Dispose();
        _stop.Dispose();
    }

    /// <summary>Reads what is stored. Called by every command and read; costs nothing when it is done.</summary>
    /// <exception cref="ThreadUnavailableException">The store does not answer; the next call tries again.</exception>
    public async ValueTask EnsureOpenAsync()
    {
        while (!_open)
        {
            var opening = _opening ??= OpenAsync();
            try
            {
                await opening;
            }
            finally
            {
                if (_opening == opening) _opening = null;
            }
        }
    }

    private Task<TResult> Enqueue<TResult>(int size, Func<ThreadDraft, TResult> decide, Func<TResult> busy)
    {
        if (_log.IsFenced) return Task.FromException<TResult>(new ThreadUnavailableException("Another activation owns the thread."));
        if (_queue.Count >= _options.MaxQueuedCommands || (_queuedBytes + size > _options.MaxQueuedBytes && _queue.Count > 0))
        {
            _instruments.Busy.Add(1);
            return Task.FromResult(busy());
        }

        var pending = new PendingCommand<TResult>(size, decide);
        _queue.Enqueue(pending);
        _queuedBytes += size;
        _instruments.Queued.Add(1);
        Pump();
        return pending.Task;
    }

    private void Pump()
    {
        if (_pumping) return;
        _pumping = true;
        _ = PumpAsync();
    }

    // One write is in flight; what arrives meanwhile is the next batch.
    private async Task PumpAsync()
    {
        try
        {
            while (_queue.Count > 0 || _catchUp || _log.WantsCommit)
            {
                TakeBatch();
                // A commit is in the trace of its first command, and no trace goes on for as long as commands come.
                Activity.Current = _batch.Count > 0 ? _batch[0].Cause : null;
                try
                {
                    await CommitBatchAsync();
                }
                catch (Exception fault)
                {
                    FailBatch(fault);
                }

                if (_log.IsFenced) break;
            }
        }
        finally
        {
            _pumping = false;
        }

        if (_log.IsFenced) EndFenced();
        else Maintain();
    }

    private void TakeBatch()
    {
        // Who was answered last is about to come back. Half of all goes into each batch, so that one half is written while the other one is on its way.
        var most = Math.Clamp((_queue.Count + _lastBatch + 1) / 2, Math.Min(SmallBatch, _options.MaxBatchCommands), _options.MaxBatchCommands);
        _batch.Clear();
        var bytes = 0;
        while (_queue.TryPeek(out var next) && _batch.Count < most && (_batch.Count == 0 || bytes + next.Size <= _options.MaxBatchBytes))
        {
            _queue.Dequeue();
            _queuedBytes -= next.Size;
            bytes += next.Size;
            _batch.Add(next);
        }

        _lastBatch = _batch.Count;
        _instruments.Queued.Add(-_batch.Count);
    }

    private async Task CommitBatchAsync()
    {
        // The log is ahead of the index when the head was read again and its newest block could not be.
        if (_log.IsUnsure || _catchUp || _log.Last > _index.Through) await CatchUpAsync();
        if (_log.IsFenced) throw new LogFencedException("Another activation has written.");
        var now = _time.GetUtcNow();
        var began = _time.GetTimestamp();
        _draft.Begin(_log.WritingEpoch, _owner.LastNumber, now);
        foreach (var command in _batch) command.Evaluate(_draft);
        var events = _draft.Events;
        var owner = NextOwner(events);
        if (events.Count > 0 || _log.WantsCommit || owner.VoteShards != _owner.VoteShards)
        {
            if (_draftNeedsOutbox) _registration ??= await _outlets.RegisterOutboxAsync();
            var bytes = _log.BytesWritten;
            await _log.CommitAsync(events.Count == 0 ? null : Encode(events), JsonSerializer.SerializeToUtf8Bytes(owner, ThreadJson.Compact.ThreadOwnerState));
            _owner = owner;
            Apply(events);
            _draftNeedsOutbox = false;
            _instruments.CommitDuration.Record(_time.GetElapsedTime(began).TotalSeconds);
            _instruments.BatchSize.Record(_batch.Count);
            _instruments.Bytes.Add(_log.BytesWritten - bytes);
        }

        foreach (var command in _batch) command.Complete();
        _batch.Clear();
        if (_log.RollIsDue(moreComes: _queue.Count > 0)) _ = _log.RollAsync();
        if (HasUndelivered || _queuesAreUrgent) Deliver();
        else if (_unqueued.Count > 0) DeliverSoon();
        Maintain();
    }

    // While nothing is undelivered, the cursor of deliveries moves along with every commit for nothing.
    private ThreadOwnerState NextOwner(IReadOnlyList<StoredEvent> events)
    {
        _draftNeedsOutbox = false;
        foreach (var stored in events) _draftNeedsOutbox |= IsApproval(stored) || IsForMail(stored) || (IsForModerators(stored) && stored.Kind != EventKind.Decided);
        var delivered = OldestUndelivered() - 1 ?? (_draftNeedsOutbox || events.Any(IsForLog) ? _index.Through : _index.Through + events.Count);
        return _owner with { LastNumber = _draft.LastNumber, VoteShards = _owner.VoteShards | _draft.VoteShards, DeliveredThrough = delivered, QueuedThrough = _queuedThrough };
    }

    private EventRun Encode(IReadOnlyList<StoredEvent> events)
    {
        var builder = new EventRun.Builder();
        foreach (var stored in events) _codec.Encode(stored, builder);
        return builder.Build(_index.Through + 1);
    }

    private void Apply(IReadOnlyList<StoredEvent> events)
    {
        if (events.Count == 0) return;
        var (posted, changed, total) = (0, false, _index.Total);
        foreach (var stored in events)
        {
            changed |= Apply(_index.Through + 1, stored);
            if (stored.Kind == EventKind.Posted) posted++;
        }

        _instruments.Posted.Add(posted);
        if (changed) NoteLatest(hidden: events.Any(e => e.Kind is EventKind.Decided or EventKind.Erased || (e.Kind == EventKind.Edited && e.Status != 0)), onlyAdds: events.All(e => e.Kind == EventKind.Posted));
        _outlets.Moved(Version);
    }

    private bool Apply(long sequence, StoredEvent stored)
    {
        var changed = _index.Apply(sequence, stored);
        _bodies.Apply(stored);
        FindUndelivered(sequence, stored);
        NoteForQueues(sequence, stored);
        if (stored.Kind is EventKind.Erased or EventKind.Decided && _index.IsRedactionDue(stored.Number)) _redactions.Add(stored.Number);
        return changed;
    }

    private async Task CatchUpAsync()
    {
        _catchUp = false;
        var waiting = _caughtUp;
        _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = false;
        try
        {
            var before = _index.Through;
            await _log.RefreshAsync();
            _owner = ReadOwner(); // It may have changed without an event, and without an acknowledgement.
            if (_log.Last > before)
            {
                await CatchUpIndexAsync();
                NoteLatest(hidden: true);
                _outlets.Moved(Version);
            }

            done = true;
        }
        finally
        {
            waiting.TrySetResult(done);
        }
    }

    private void FailBatch(Exception fault)
    {
        _instruments.Failed.Add(1);
        if (fault is not LogFencedException) LogBatchFailed(fault, _article, _batch.Count);
        foreach (var command in _batch) command.Fail(new ThreadUnavailableException("The comments could not be stored, or it is not known whether they were."));
        _batch.Clear();
        _draftNeedsOutbox = false;
        _log.GiveUpChanges();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The thread of story {Article} could not be read.")]
    private partial void LogNotOpened(Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored index of the thread of story {Article} is missing or spoiled; it is made anew from all comments.")]
    private partial void LogSnapshotLost(ArticleId article);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A commit of {Count} commands to the thread of story {Article} failed; their callers may try again.")]
    private partial void LogBatchFailed(Exception fault, ArticleId article, int count);
}
