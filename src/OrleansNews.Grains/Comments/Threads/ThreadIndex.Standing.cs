using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Which comments are held, flagged, spam or in the trash, so that a few among very many are found without a look at each. They are in the order of their numbers, which no clock can turn
/// around: whoever goes on meets each once.
/// </content>
internal sealed partial class ThreadIndex
{
    // By status, made with the first comment that has it; what readers see is known without.
    private readonly Dictionary<CommentStatus, RankedBits> _unseen = [];
    private readonly RankedBits _flagged = new();

    /// <summary>Comments numbered below <paramref name="before"/> that stand where is looked, the last posted first.</summary>
    /// <param name="statuses">Comments of these statuses.</param>
    /// <param name="isFlagged">Only those that ask for a moderator: readers see them.</param>
    /// <param name="before">Any number that is higher than all begins with the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <returns>The numbers, and below which number to go on; 0 when nothing is left.</returns>
    public (List<int> Found, int Next) FindStanding(ImmutableArray<CommentStatus> statuses, bool isFlagged, int before, int limit)
    {
        var standing = statuses.Select(status => SetOf(status, isFlagged)).OfType<RankedBits>().ToList();
        var found = new List<int>();
        for (var number = Last(standing, before); number > 0; number = Last(standing, number))
        {
            if (found.Count == limit) return (found, found[^1]);
            found.Add(number);
        }

        return (found, 0);
    }

    /// <summary>
    /// The newest comments of a person that stand where is looked and are wanted. By their times, since those of other stories are put between them: each of theirs is looked at.
    /// </summary>
    public List<int> FindStanding(string commenter, ImmutableArray<CommentStatus> statuses, bool isFlagged, Func<int, bool> isWanted, int limit)
    {
        var newest = new PriorityQueue<int, (uint Seconds, int Number)>();
        foreach (var number in OfCommenter(HashOf(commenter)))
        {
            ref readonly var entry = ref _entries[number];
            if (!statuses.Contains(entry.Status) || (isFlagged && !_flagged[number]) || !isWanted(number)) continue;
            if (newest.Count < limit) newest.Enqueue(number, (entry.Seconds, number));
            else newest.EnqueueDequeue(number, (entry.Seconds, number));
        }

        var found = new List<int>(newest.Count);
        while (newest.TryDequeue(out var number, out _)) found.Add(number);
        found.Reverse();
        return found;
    }

    private RankedBits? SetOf(CommentStatus status, bool isFlagged) => status switch
    {
        CommentStatus.Approved => isFlagged ? _flagged : _visible,
        _ => isFlagged ? null : _unseen.GetValueOrDefault(status),
    };

    private static int Last(List<RankedBits> standing, int before)
    {
        var last = 0;
        foreach (var numbers in standing) last = Math.Max(last, numbers.Previous(before));
        return last;
    }

    // What an event may have changed about a comment; 0 for one that was not there.
    private void NoteStanding(int number, CommentStatus before)
    {
        ref readonly var entry = ref _entries[number];
        _flagged[number] = entry.Status == CommentStatus.Approved && (entry.Flags & EntryFlags.Flagged) != 0;
        if (entry.Status == before) return;
        if (_unseen.TryGetValue(before, out var left)) left[number] = false;
        if (entry.Status != CommentStatus.Approved) (CollectionsMarshal.GetValueRefOrAddDefault(_unseen, entry.Status, out _) ??= new())[number] = true;
    }
}
