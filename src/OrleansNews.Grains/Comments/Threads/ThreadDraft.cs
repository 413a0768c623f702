namespace OrleansNews.Comments.Threads;

/// <summary>
/// The thread as it will be when the batch in preparation is committed: the committed index, and over it what earlier commands of the batch do. Rules ask the draft, so that
/// two equal commands in one batch are one comment; when the commit fails, it is dropped and nothing has changed.
/// </summary>
internal sealed class ThreadDraft(ThreadIndex index)
{
    private readonly Dictionary<int, CommentFacts> _facts = [];
    private readonly Dictionary<Guid, int> _submissions = [];
    private readonly HashSet<(long Hash, bool ByEmail)> _duplicates = [];
    private readonly HashSet<(int Number, Guid Browser)> _flags = [];
    private readonly List<(int Number, string Commenter)> _posted = [];
    private readonly List<StoredEvent> _events = [];
    private readonly List<ReadOnlyMemory<byte>> _said = [];
    private bool? _closed;

    /// <summary>The committed index.</summary>
    public ThreadIndex Committed => index;

    /// <summary>The events of the batch, in order.</summary>
    public IReadOnlyList<StoredEvent> Events => _events;

    /// <summary>The epoch of the positions to come.</summary>
    public long Epoch { get; private set; }

    /// <summary>When the batch is written.</summary>
    public DateTimeOffset Now { get; private set; }

    public bool IsClosed => _closed ?? index.IsClosed;

    public int LastNumber { get; private set; }

    /// <summary>Shards of votes that the batch makes known.</summary>
    public int VoteShards { get; private set; }

    /// <summary>The place behind the batch.</summary>
    public ThreadPosition Position => index.Through + _events.Count is > 0 and var sequence ? new(Epoch, sequence) : default;

    /// <summary>Begins a batch.</summary>
    /// <param name="lastNumber">The last number given out, which the head knows even when blocks are lost.</param>
    public void Begin(long epoch, int lastNumber, DateTimeOffset now)
    {
        _facts.Clear();
        _submissions.Clear();
        _duplicates.Clear();
        _flags.Clear();
        _posted.Clear();
        _events.Clear();
        _said.Clear();
        _closed = null;
        VoteShards = 0;
        (Epoch, LastNumber, Now) = (epoch, Math.Max(lastNumber, index.LastNumber), now);
    }

    public CommentFacts? Find(int number)
    {
        if (_facts.TryGetValue(number, out var facts)) return facts;
        if (!index.Contains(number)) return null;
        ref readonly var entry = ref index[number];
        return new(number, entry.Status, entry.Before, entry.First, entry.Version, entry.Depth, entry.Sequence, entry.Seconds, entry.PayloadHash, entry.Browser,
            (entry.Flags & EntryFlags.Notify) != 0, (entry.Flags & EntryFlags.Flagged) != 0);
    }

    /// <summary>The comment that a submission made, as long as it is remembered.</summary>
    public CommentFacts? FindSubmission(Guid submission, int remembered)
    {
        if (_submissions.TryGetValue(submission, out var number)) return Find(number);
        number = index.FindSubmission(submission);
        if (number == 0) return null;
        var old = Now.ToUnixTimeSeconds() - index[number].Seconds > TimeSpan.SecondsPerDay;
        return old && number <= index.LastNumber - remembered ? null : Find(number);
    }

    public bool HasDuplicate(long byAuthor, long byEmail) =>
        (byAuthor != 0 && _duplicates.Contains((byAuthor, false))) ||
        (byEmail != 0 && _duplicates.Contains((byEmail, true))) ||
        index.HasDuplicate(byAuthor, byEmail);

    public bool HasFlag(int number, Guid browser) => _flags.Contains((number, browser)) || (index.Contains(number) && index.HasFlag(number, browser));

    /// <summary>How many flags a comment has.</summary>
    public int CountFlags(int number) => (index.Contains(number) ? index.CountFlags(number) : 0) + _flags.Count(flag => flag.Number == number);

    /// <summary>The comments of a person that are not erased.</summary>
    public List<int> FindByCommenter(string commenter)
    {
        var found = index.FindByCommenter(commenter, int.MaxValue);
        foreach (var posted in _posted)
            if (posted.Commenter == commenter) found.Add(posted.Number);
        found.RemoveAll(number => Find(number)!.Value.Status == CommentStatus.Erased);
        return found;
    }

    /// <summary>Adds an event to the batch.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="said">What it says, if that was encoded ahead.</param>
    /// <returns>The place behind it.</returns>
    public ThreadPosition Add(StoredEvent stored, ReadOnlyMemory<byte> said = default)
    {
        _events.Add(stored);
        _said.Add(said);
        switch (stored.Kind)
        {
            case EventKind.Posted: AddPosted(stored); break;
            case EventKind.Closed: _closed = true; break;
            case EventKind.Opened: _closed = false; break;
            case EventKind.Flagged:
                _flags.Add((stored.Number, stored.Browser));
                _facts[stored.Number] = Find(stored.Number)!.Value with { IsFlagged = true };
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
        for (var i = 0; i < _events.Count; i++) _events[i] = note(_events[i]);
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
        _facts[stored.Number] = new(stored.Number, stored.Status, CommentStatus.Held, stored.Status, 1, depth, Position.Sequence, stored.Time / 1000,
            stored.PayloadHash, ThreadIndex.HashOf(stored.Browser), stored.NotifyApproval);
        _submissions[stored.Submission] = stored.Number;
        if (stored.Status != CommentStatus.Trash)
        {
            if (stored.DuplicateByAuthor != 0) _duplicates.Add((stored.DuplicateByAuthor, false));
            if (stored.DuplicateByEmail != 0) _duplicates.Add((stored.DuplicateByEmail, true));
        }

        if (stored.Commenter is not null) _posted.Add((stored.Number, stored.Commenter));
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

        _facts[stored.Number] = facts;
    }
}
