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
    private List<PendingCommand> _batch = [];
    private List<PendingCommand> _durable = [];

    private ThreadIndex _index;
    private CommentBodies _bodies;
    private ThreadSnapshots _snapshots;
    private PagePlanner _planner;
    private ThreadDraft _draft;
    private ThreadOwnerState _owner = new();
    private Task? _opening;
    private bool _open;
    private bool _isBroken; // The index did not take what is committed.
    private int _queuedBytes;
    private int _lastBatch;
    private bool _pumping;
    private Task _pump = Task.CompletedTask;
    private bool _closed;
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
    public ThreadVersion Version => _isBroken ? throw TakenOver() : new(new(_log.Epoch, _index.Through), _index.PublicVersion, _index.Total, !_index.IsClosed);

    /// <summary>What is resident, for tests and measurements.</summary>
    public ThreadIndex Index => _index;

    /// <summary>Commands that wait.</summary>
    public int QueuedCommands => _queue.Count + _setAside.Count;

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

    private Task<TResult> Enqueue<TResult>(int size, Func<ThreadDraft, TResult> decide, Func<TResult> busy, object? subject = null, bool mayOvertake = false)
    {
        if (HasEnded) return Task.FromException<TResult>(TakenOver());
        if (_queue.Count >= _options.MaxQueuedCommands || (_queuedBytes + size > _options.MaxQueuedBytes && _queue.Count > 0))
        {
            _instruments.Busy.Add(1);
            return Task.FromResult(busy());
        }

        var pending = new PendingCommand<TResult>(size, subject, mayOvertake, decide);
        _queue.Enqueue(pending);
        _queuedBytes += size;
        _instruments.Queued.Add(1);
        Pump();
        return pending.Task;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The thread of story {Article} could not be read.")]
    private partial void LogNotOpened(Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored index of the thread of story {Article} is missing or spoiled; it is made anew from all comments.")]
    private partial void LogSnapshotLost(ArticleId article);

    [LoggerMessage(Level = LogLevel.Error, Message = "Committed comments of story {Article} did not come into its index: this activation ends, and the next one reads them from the log.")]
    private partial void LogNotIndexed(Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A commit of {Count} commands to the thread of story {Article} failed; their callers may try again.")]
    private partial void LogBatchFailed(Exception fault, ArticleId article, int count);
}
