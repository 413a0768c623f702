using System.Text;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>
/// What is resident of a thread: everything but names and texts. Changed only by committed events, in order, and by vote counts; the same events always
/// make the same index.
/// </summary>
internal sealed partial class ThreadIndex
{
    private readonly Func<string, bool>? _knows;
    private readonly PieceTable<CommentEntry> _entries = new();
    private readonly NumberTable _submissions;
    private readonly NumberTable _byAuthor;
    private readonly NumberTable _byEmail;
    private readonly NumberTable _commenters;
    private readonly RankedBits _visible = new();
    private readonly List<int> _roots = [];
    private readonly RankedBits _shownRoots = new();
    private readonly RankedBits _unvotedRoots = new();
    private readonly BestOrder _best = new();
    private readonly long[] _voteVersions = new long[IThreadVotesGrain.Shards];
    private readonly AmendmentTable _amendments = new();

    public ThreadIndex(Func<string, bool>? knows = null)
    {
        _knows = knows;
        _submissions = new(number => HashOf(_entries[number].Submission));
        _byAuthor = new(number => (ulong)_entries[number].DuplicateByAuthor);
        _byEmail = new(number => (ulong)_entries[number].DuplicateByEmail);
        _commenters = new(number => _entries[number].Commenter);
    }

    /// <summary>The last event applied.</summary>
    public long Through { get; private set; }

    /// <summary>Moves when something visible changes: the time of the change in milliseconds, or one more than before.</summary>
    public long PublicVersion { get; private set; }

    /// <summary>The number of the last comment.</summary>
    public int LastNumber => _entries.Count;

    /// <summary>How many comments readers see.</summary>
    public int Total => _visible.Count;

    public bool IsClosed { get; private set; }

    /// <summary>Events of kinds that this build does not know: an index that did not understand everything must not be stored.</summary>
    public int UnknownEvents { get; private set; }

    /// <summary>Conversations on pages, oldest first, by their ordinal among all conversations.</summary>
    public RankedBits ShownRoots => _shownRoots;

    public RankedBits Visible => _visible;

    public ref readonly CommentEntry this[int number] => ref _entries[number];

    public bool Contains(int number) => number >= 1 && number <= _entries.Count;

    public int RootAt(int ordinal) => _roots[ordinal];

    /// <summary>The ordinal of a conversation; that of the next one when the number is no conversation.</summary>
    public int OrdinalOf(int number)
    {
        // Conversations stand in the order of their numbers, and what happens most often is that one begins.
        if (_roots.Count > 0 && _roots[^1] == number) return _roots.Count - 1;
        var at = _roots.BinarySearch(number);
        return at < 0 ? ~at : at;
    }

    /// <summary>Whether a page shows it: it is visible, or it is a placeholder above something visible.</summary>
    public bool IsShown(int number)
    {
        ref readonly var entry = ref _entries[number];
        return entry.Status == CommentStatus.Approved || entry.VisibleBelow > 0;
    }

    /// <summary>The conversation that a comment belongs to.</summary>
    public int RootOf(int number)
    {
        while (_entries[number].Parent != 0) number = _entries[number].Parent;
        return number;
    }

    /// <summary>The comment that a submission made, the newest one when an id was used again after it was forgotten; 0 when it is not known.</summary>
    public int FindSubmission(Guid submission)
    {
        var newest = 0;
        foreach (var number in _submissions.Find(HashOf(submission)))
            if (number > newest && _entries[number].Submission == submission) newest = number;
        return newest;
    }

    /// <summary>Whether a comment that is not in the trash has this hash.</summary>
    public bool HasDuplicate(long byAuthor, long byEmail) => HasDuplicate(_byAuthor, byAuthor) || HasDuplicate(_byEmail, byEmail);

    /// <summary>The comments of a person, oldest first.</summary>
    public List<int> FindByCommenter(string commenter, int limit)
    {
        var found = OfCommenter(HashOf(commenter)).ToList();
        found.Sort();
        if (found.Count > limit) found.RemoveRange(limit, found.Count - limit);
        return found;
    }

    private IEnumerable<int> OfCommenter(ulong hash)
    {
        if (hash == 0) yield break;
        foreach (var newest in _commenters.Find(hash))
            for (var number = newest; number != 0; number = _entries[number].PreviousByCommenter)
                if (_entries[number].Commenter == hash) yield return number;
    }

    /// <summary>The events that edited or flagged a comment, or decided about it.</summary>
    public IReadOnlyList<Amendment> AmendmentsOf(int number) => _amendments.Of(number);

    /// <summary>Whether a browser has flagged a comment.</summary>
    public bool HasFlag(int number, Guid browser)
    {
        foreach (var amendment in AmendmentsOf(number))
            if (amendment.Browser == HashOf(browser)) return true;
        return false;
    }

    /// <summary>How many flags a comment has.</summary>
    public int CountFlags(int number) => AmendmentsOf(number).Count(amendment => amendment.IsFlag);

    /// <summary>The score of a conversation in <see cref="ThreadOrder.Best"/>.</summary>
    public double ScoreOf(int number) => Wilson.LowerBound(_entries[number].Up, _entries[number].Down);

    /// <summary>Conversations behind a place in <see cref="ThreadOrder.Best"/>: those with votes by score, then the others by age.</summary>
    public List<int> ReadBest(double score, int number, int limit)
    {
        var page = new List<int>(limit);
        if (score > 0) _best.Read(score, number, limit, page);
        var ordinal = score > 0 ? 0 : OrdinalOf(number + 1);
        while (page.Count < limit && (ordinal = _unvotedRoots.Next(ordinal)) >= 0) page.Add(_roots[ordinal++]);
        return page;
    }

    public static ulong HashOf(string commenter) =>
        commenter.Length == 0 ? 0 : System.IO.Hashing.XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(commenter)) | 1;

    public static ulong HashOf(Guid value)
    {
        if (value == Guid.Empty) return 0;
        Span<byte> bits = stackalloc byte[16];
        value.TryWriteBytes(bits);
        return BitConverter.ToUInt64(bits) * 31 + BitConverter.ToUInt64(bits[8..]) | 1;
    }

    private bool HasDuplicate(NumberTable table, long hash)
    {
        if (hash == 0) return false;
        foreach (var number in table.Find((ulong)hash))
            if (_entries[number].Status is not (CommentStatus.Trash or CommentStatus.Erased)) return true;
        return false;
    }
}
