using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace OrleansNews.Logs;

/// <summary>
/// An ordered log of events over a store that knows only single objects: a head that is the one commit point, immutable blocks behind it, a
/// graveyard for what is no longer needed. One writer at a time calls <see cref="CommitAsync"/>; reads run beside it. Not thread-safe: all calls come
/// from one scheduler that runs one at a time (a grain's turns, or a simulation).
/// </summary>
internal sealed partial class EventLog
{
    // How many names of each kind a writer holds in reserve; each takeover buries as many that were never used.
    private static readonly ImmutableArray<ReservedNames> FirstNames =
    [
        new(ObjectKind.Block, 1, 3), new(ObjectKind.Merged, 1, 3), new(ObjectKind.Manifest, 1, 2),
        new(ObjectKind.Snapshot, 1, 2), new(ObjectKind.SnapshotPart, 1, 3), new(ObjectKind.LastSnapshotPart, 1, 2),
    ];

    private readonly ILogStore _store;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _writer;
    private readonly long _firstEpoch;
    private readonly BoundedCache<ObjectName, EventRun> _cache;
    private readonly HashSet<ObjectName> _damaged = [];
    private readonly HashSet<long> _spoiled = [];
    private readonly HashSet<ObjectName> _closed = [];
    private readonly List<HeadChange> _changes = [];
    private readonly List<HeadChange> _doubtful = [];
    private readonly LogHeadEncoder _encoder = new();
    private readonly Dictionary<ObjectKind, NameCounter> _names = [];
    private readonly Dictionary<long, byte[]> _redactions = [];

    private LogHead _head = LogHead.Empty;
    private string? _etag;
    private List<EventRun> _tail = [];
    private ImmutableArray<BlockRef> _older = [];
    private PlacedBlock[] _placed = [];
    private (ImmutableArray<BlockRef> Older, ImmutableArray<BlockRef> Recent, long TailFirst) _placedFrom;
    private long _askedAt;
    private bool _unsure;
    private Exception? _fence;

    public EventLog(ILogStore store, LogOptions options, TimeProvider time, Random random, ILogger logger)
    {
        _store = store;
        _options = options;
        _time = time;
        _logger = logger;
        _cache = new(options.CacheBytes);
        _writer = NewWriter(random);
        _firstEpoch = Math.Max(1, time.GetUtcNow().ToUnixTimeSeconds());
        foreach (var names in FirstNames) _names[names.Kind] = new(names.Count);
    }

    /// <summary>The committed head.</summary>
    public LogHead Head => _head;

    /// <summary>The epoch of positions in this activation; 0 before the first event.</summary>
    public long Epoch { get; private set; }

    /// <summary>The epoch that the next commit writes.</summary>
    public long WritingEpoch => Epoch != 0 ? Epoch : _firstEpoch;

    /// <summary>The number of the last committed event.</summary>
    public long Last => _head.TailFirst - 1 + TailCount;

    /// <summary>Whether another activation owns the log: this one must end.</summary>
    public bool IsFenced => _fence is not null;

    /// <summary>Whether the last write's outcome is unknown.</summary>
    public bool IsUnsure => _unsure;

    /// <summary>How long ago the store was asked for what is known of the head.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_askedAt);

    /// <summary>Whether changes want a commit even when no event comes.</summary>
    public bool WantsCommit => _changes.Exists(change => !change.Waits);

    /// <summary>Whether this activation has committed, so that names are reserved for it.</summary>
    public bool IsOwner => _head.Writer == _writer;

    /// <summary>Bytes handed to the store so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Objects that are missing or spoiled.</summary>
    public IReadOnlyCollection<ObjectName> Damaged => _damaged;

    /// <summary>All blocks, oldest first.</summary>
    public ReadOnlySpan<PlacedBlock> Blocks => _placed;

    private int TailCount { get; set; }

    private int TailBytes { get; set; }

    /// <summary>
    /// Writes the head with <paramref name="batch"/> (null: structure only) behind the tail. When it returns, everything is durable.
    /// </summary>
    /// <exception cref="LogFencedException">Another activation has written: nothing of this commit is stored.</exception>
    /// <exception cref="LogUnavailableException">The outcome is unknown; <see cref="RefreshAsync"/> comes before the next commit.</exception>
    public async Task CommitAsync(EventRun? batch, ReadOnlyMemory<byte> owner)
    {
        if (_fence is not null) throw new LogFencedException("This activation has lost the log.", _fence);
        if (_unsure) throw new InvalidOperationException("The head must be read again before the next commit.");
        var direct = await TryWriteDirectlyAsync(batch);
        try
        {
            if (_fence is not null) throw new LogFencedException("This activation has lost the log.", _fence);
            await CommitHeadAsync(direct is null ? batch : null, direct, owner);
        }
        finally
        {
            if (direct is not null) _rolling = false;
        }

        if (direct is not null) _cache.Set(direct.Block.Name, direct.Run, direct.Run.Cost);
    }

    private async Task CommitHeadAsync(EventRun? batch, DirectBlock? direct, ReadOnlyMemory<byte> owner)
    {
        var changes = _changes.ToArray();
        var inVain = new List<HeadChange>();
        var next = Prepare(changes, inVain) with { Owner = owner };
        if (direct is not null && inVain.Contains(direct.Roll)) throw new InvalidOperationException("The tail was taken while its block was written.");
        var older = changes.OfType<ReplaceManifest>().LastOrDefault(change => !inVain.Contains(change))?.Blocks ?? _older;
        var tail = CutTail(next.TailFirst);
        if (batch is not null) tail.Add(batch);
        var json = _encoder.Encode(next, tail);
        _changes.Clear();
        BytesWritten += json.Length;
        var asked = _time.GetTimestamp();
        string etag;
        try
        {
            etag = await _store.WriteHeadAsync(json, _etag, _store.WritesTogether ? direct?.Block : null);
        }
        catch (InconsistentStateException conflict)
        {
            Settle(changes, committed: false);
            throw Fence(new LogFencedException("Another activation has written.", conflict));
        }
        catch (Exception fault)
        {
            // The write may have happened, or happen yet: only the stored head can tell.
            _unsure = true;
            _doubtful.AddRange(changes);
            Settle(changes, committed: false);
            throw new LogUnavailableException("The head was not acknowledged.", fault);
        }

        (_head, _etag, _tail, _askedAt) = (next, etag, tail, asked);
        Epoch = next.Epoch;
        _older = older;
        _doubtful.Clear();
        foreach (var names in _names.Values) names.Commit();
        Place();
        foreach (var change in changes) change.Complete(!inVain.Contains(change));
    }

    /// <summary>Lets a prepared change ride on the next commit.</summary>
    public void Enqueue(HeadChange change)
    {
        if (_fence is not null)
        {
            change.Complete(committed: false);
            return;
        }

        foreach (var output in change.Outputs) _names[output.Kind].Settle();
        _changes.Add(change);
    }

    /// <summary>No commit can be made now: what waits for one is given up and made again later.</summary>
    public void GiveUpChanges()
    {
        _doubtful.AddRange(_changes);
        Settle(_changes, committed: false);
        _changes.Clear();
    }

    /// <summary>Ends all writing.</summary>
    public LogFencedException Fence(LogFencedException reason)
    {
        var first = _fence is null;
        _fence ??= reason;
        Settle([.. _changes], committed: false);
        _changes.Clear();
        if (first) Fenced?.Invoke();
        return reason;
    }

    // The head that the changes lead to. What does not fit any more, and what a failed commit left behind, is buried.
    private LogHead Prepare(HeadChange[] changes, List<HeadChange> inVain)
    {
        var minute = Graveyard.MinuteOf(_time.GetUtcNow());
        var next = TakeOver(_head, minute);
        foreach (var change in changes)
        {
            if (change.Apply(next, minute) is { } applied) next = applied;
            else inVain.Add(change);
        }

        var lost = inVain.Concat(_doubtful.Where(change => !change.Outputs.Any(IsReferenced)))
            .SelectMany(change => change.Outputs)
            .Where(name => name.Writer == _writer)
            .Distinct();
        next = next with { Graves = Graveyard.Bury(next.Graves, lost, minute, urgent: false) };
        var names = ImmutableArray.CreateRange(next.Names, reserved => _names[reserved.Kind].Prepare(reserved));
        return names.AsSpan().SequenceEqual(next.Names.AsSpan()) ? next : next with { Names = names };
    }

    // A new writer has names of its own; those that the last one reserved and may have used are garbage.
    private LogHead TakeOver(LogHead head, long minute)
    {
        if (head.Writer == _writer) return head;
        var graves = head.Graves;
        foreach (var names in head.Names)
            graves = Graveyard.Bury(graves, new(head.Writer, names.Kind, names.Next), names.Next + names.Count - 1, minute);
        return head with
        {
            Writer = _writer,
            Graves = graves,
            Names = FirstNames,
            Deployment = _options.Deployment,
            Epoch = WritingEpoch,
        };
    }

    private bool IsReferenced(ObjectName name) =>
        _head.Blocks.Any(block => block.Name == name) || _older.Any(block => block.Name == name) ||
        _head.Manifest?.Name == name || _head.Snapshot?.Name == name;

    private List<EventRun> CutTail(long first)
    {
        var tail = new List<EventRun>(_tail.Count + 1);
        foreach (var run in _tail)
        {
            if (run.Last < first) continue;
            var rest = run.First >= first ? run : run.From(first); // A head that was read again has its whole tail in one run.
            tail.Add(_redactions.Count == 0 ? rest : rest.Replace(_redactions));
        }

        return tail;
    }

    private static void Settle(IEnumerable<HeadChange> changes, bool committed)
    {
        foreach (var change in changes) change.Complete(committed);
    }

    private static string NewWriter(Random random)
    {
        Span<byte> bits = stackalloc byte[9];
        random.NextBytes(bits);
        return Convert.ToBase64String(bits).Replace('+', '-').Replace('/', '_');
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Sequence} of a log is spoiled: what it said cannot be read. Restore it from a backup.")]
    private partial void LogSpoiled(long sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Object {Name} of a log is missing or spoiled although its head has not changed: what it held cannot be read. Restore it from a backup.")]
    private partial void LogDamage(ObjectName name);
}
