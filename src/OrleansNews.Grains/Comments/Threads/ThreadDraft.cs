namespace OrleansNews.Comments.Threads;

/// <summary>
/// The thread as it will be when the batch in preparation is committed: the index, over it the comments of a batch that is committed and not in the index yet, and over them what earlier commands of the batch
/// do. Rules ask the draft, so that two equal commands in one batch are one comment; when the commit fails, it is dropped and nothing has changed.
/// </summary>
internal sealed class ThreadDraft(ThreadIndex index)
{
    private readonly HashSet<(int Number, Guid Browser)> _flags = [];
    private readonly List<ReadOnlyMemory<byte>> _said = [];
    private DraftLayer _batch = new();
    private DraftLayer _beneath = new();
    private bool? _closed;

    /// <summary>The events of the batch, in order.</summary>
    public IReadOnlyList<StoredEvent> Events => _batch.Events;

    /// <summary>The events that are committed and not in the index yet, in order.</summary>
    public IReadOnlyList<StoredEvent> EventsBeneath => _beneath.Events;

    /// <summary>The place of the first of them in the log.</summary>
    public long FirstBeneath => _beneath.First;

    /// <summary>The last event that is committed.</summary>
    public long Through => index.Through + _beneath.Events.Count;

    /// <summary>The epoch of the positions to come.</summary>
    public long Epoch { get; private set; }

    /// <summary>When the batch is written.</summary>
    public DateTimeOffset Now { get; private set; }

    public bool IsClosed => _closed ?? index.IsClosed;

    public int LastNumber { get; private set; }

    /// <summary>Shards of votes that the batch makes known.</summary>
    public int VoteShards { get; private set; }

    /// <summary>The place behind the batch.</summary>
    public ThreadPosition Position => Through + _batch.Events.Count is > 0 and var sequence ? new(Epoch, sequence) : default;

    /// <summary>Begins a batch.</summary>
    /// <param name="lastNumber">The last number given out, which the head knows even when blocks are lost.</param>
    public void Begin(long epoch, int lastNumber, DateTimeOffset now)
    {
        _batch.Clear();
        _batch.First = Through + 1;
        _flags.Clear();
        _said.Clear();
        _closed = null;
        VoteShards = 0;
        (Epoch, LastNumber, Now) = (epoch, Math.Max(lastNumber, index.LastNumber), now);
    }

    /// <summary>The batch is committed, and comes into the index later: until then the next one is decided over it. It may hold comments alone, and only one batch may wait so.</summary>
    public void PutBeneath()
    {
        if (_beneath.Events.Count > 0) throw new InvalidOperationException("Another batch is not in the index yet.");
        (_batch, _beneath) = (_beneath, _batch);
    }

    /// <summary>What was put beneath is in the index now.</summary>
    public void DropBeneath() => _beneath.Clear();

    public CommentFacts? Find(int number) => _batch.Facts.TryGetValue(number, out var facts) ? facts : FindCommitted(number);

    /// <summary>A comment as it was before the batch.</summary>
    public CommentFacts? FindCommitted(int number)
    {
        if (_beneath.Facts.TryGetValue(number, out var facts)) return facts;
        if (!index.Contains(number)) return null;
        ref readonly var entry = ref index[number];
        return new(number, entry.Status, entry.Before, entry.First, entry.Version, entry.Depth, entry.Sequence, entry.Seconds, entry.PayloadHash, entry.Browser,
            (entry.Flags & EntryFlags.Notify) != 0, (entry.Flags & EntryFlags.Flagged) != 0);
    }

    /// <summary>The comment that a submission made, as long as it is remembered.</summary>
    public CommentFacts? FindSubmission(Guid submission, int remembered)
    {
        if (_batch.Submissions.TryGetValue(submission, out var number) || _beneath.Submissions.TryGetValue(submission, out number)) return Find(number);
        number = index.FindSubmission(submission);
        if (number == 0) return null;
        var old = Now.ToUnixTimeSeconds() - index[number].Seconds > TimeSpan.SecondsPerDay;
        var last = _beneath.Events.Count > 0 ? _beneath.Events[^1].Number : index.LastNumber;
        return old && number <= last - remembered ? null : Find(number);
    }

    public bool HasDuplicate(long byAuthor, long byEmail) => _batch.HasDuplicate(byAuthor, byEmail) || _beneath.HasDuplicate(byAuthor, byEmail) || index.HasDuplicate(byAuthor, byEmail);

    public bool HasFlag(int number, Guid browser) => _flags.Contains((number, browser)) || (index.Contains(number) && index.HasFlag(number, browser));

    /// <summary>How many flags a comment has.</summary>
    public int CountFlags(int number) => (index.Contains(number) ? index.CountFlags(number) : 0) + _flags.Count(flag => flag.Number == number);

    /// <summary>The comments of a person that are not erased.</summary>
    public List<int> FindByCommenter(string commenter)
    {
        var found = index.FindByCommenter(commenter, int.MaxValue);
        found.AddRange(_beneath.FindByCommenter(commenter));
        found.AddRange(_batch.FindByCommenter(commenter));
        found.RemoveAll(number => Find(number)!.Value.Status == CommentStatus.Erased);
        return found;
    }

    /// <summary>Adds an event to the batch.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="said">What it says, if that was encoded ahead.</param>
    /// <returns>The place behind it.</returns>
    public ThreadPosition Add(StoredEvent stored, ReadOnlyMemory<byte> said = default)
    {
        _batch.Events.Add(stored);
        _said.Add(said);
        switch (stored.Kind)
        {
            case EventKind.Posted: AddPosted(stored); break;
            case EventKind.Closed: _closed = true; break;
            case EventKind.Opened: _closed = false; break;
            case EventKind.Flagged:
                _flags.Add((stored.Number, stored.Browser));
                _batch.Facts[stored.Number] = Find(stored.Number)!.Value with { IsFlagged = true };
                break;
            default: Change(stored); break;
        }

        return Position;
    }

    /// <summary>What an event of the batch says, if that was encoded ahead.</summary>
    public ReadOnlyMemory<byte> SaidBy(int i) => _said[i];

    /// <summary>Notes something on the events of a batch that is complete, and nothing that may be encoded already.</summary>
    public void Note(Func<StoredEvent, StoredEvent> note)
    {
        for (var i = 0; i < _batch.Events.Count; i++) _batch.Events[i] = note(_batch.Events[i]);
    }

    /// <summary>Lets the head remember that a shard of votes sends counts.</summary>
    public bool AddVoteShard(int shard)
    {
        VoteShards |= 1 << shard;
        return true;
    }

    private void AddPosted(StoredEvent stored)
    {
        LastNumber = stored.Number;
        var depth = stored.Parent == 0 ? 0 : Find(stored.Parent)!.Value.Depth + 1;
        _batch.Facts[stored.Number] = new(stored.Number, stored.Status, CommentStatus.Held, stored.Status, 1, depth, Position.Sequence, stored.Time / 1000,
            stored.PayloadHash, ThreadIndex.HashOf(stored.Browser), stored.NotifyApproval);
        _batch.AddPosted(stored);
    }

    private void Change(StoredEvent stored)
    {
        var facts = Find(stored.Number)!.Value;
        if (stored.Kind == EventKind.Edited) facts = facts with { Version = stored.Version };
        var status = stored.Kind == EventKind.Erased ? CommentStatus.Erased : stored.Status;
        if (status != 0)
        {
            var hides = status is CommentStatus.Spam or CommentStatus.Trash && facts.Status is CommentStatus.Approved or CommentStatus.Held && stored.Undoes == Guid.Empty;
            facts = facts with { Status = status, Before = hides ? facts.Status : facts.Before, IsFlagged = stored.Kind == EventKind.Edited ? facts.IsFlagged : stored.Flags };
        }

        _batch.Facts[stored.Number] = facts;
    }
}
