using System.Collections.Immutable;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Which comments are held, flagged, spam or in the trash. They are in the order of their numbers, which no clock can turn around: whoever goes on meets each once.
/// </content>
internal sealed partial class ThreadIndex
{
    /// <summary>Comments numbered below <paramref name="before"/> that stand where is looked, the last posted first.</summary>
    /// <param name="statuses">Comments of these statuses.</param>
    /// <param name="isFlagged">Only those that ask for a moderator.</param>
    /// <param name="before">Any number that is higher than all begins with the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="mostLookedAt">After so many comments it ends, whatever was found.</param>
    /// <returns>The numbers, and below which number to go on; 0 when nothing is left.</returns>
    public (List<int> Found, int Next) FindStanding(ImmutableArray<CommentStatus> statuses, bool isFlagged, int before, int limit, int mostLookedAt)
    {
        var found = new List<int>();
        var first = Math.Min(before - 1, LastNumber);
        var last = Math.Max(first - mostLookedAt, 0);
        for (var number = first; number > last; number--)
        {
            ref readonly var entry = ref _entries[number];
            if (!statuses.Contains(entry.Status) || (isFlagged && (entry.Flags & EntryFlags.Flagged) == 0)) continue;
            if (found.Count == limit) return (found, found[^1]);
            found.Add(number);
        }

        return (found, last > 0 ? last + 1 : 0);
    }
}
