using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>How an erasure list changes. The same instance means that nothing changed.</summary>
internal static class Erasures
{
    /// <summary>Notes an erasure that is ordered here, and carried out by who ordered it.</summary>
    public static ErasureListState Ordered(ErasureListState state, Erasure erasure) => CarriedOut(With(state, [erasure]), erasure.Commenter);

    /// <summary>Takes entries over; of two entries of one commenter the later one stays. What was not known is pending.</summary>
    public static ErasureListState With(ErasureListState state, IEnumerable<Erasure> erasures)
    {
        var entries = state.Entries.ToBuilder();
        var pending = state.Pending.ToBuilder();
        foreach (var erasure in erasures)
        {
            if (entries.TryGetValue(erasure.Commenter, out var at) && at >= erasure.At) continue;
            entries[erasure.Commenter] = erasure.At;
            pending.Add(erasure.Commenter);
        }

        var merged = entries.ToImmutable();
        return ReferenceEquals(merged, state.Entries) ? state : state with { Entries = merged, Pending = pending.ToImmutable() };
    }

    /// <summary>Somebody's erasure is carried out here, or will be whatever happens.</summary>
    public static ErasureListState CarriedOut(ErasureListState state, string commenter)
    {
        var pending = state.Pending.Remove(commenter);
        return ReferenceEquals(pending, state.Pending) ? state : state with { Pending = pending };
    }

    /// <summary>The entries at or after a time, oldest first.</summary>
    public static ImmutableArray<Erasure> Since(ErasureListState state, DateTimeOffset since) =>
        [.. state.Entries.Where(entry => entry.Value >= since).Select(entry => new Erasure(entry.Key, entry.Value)).OrderBy(erasure => erasure.At).ThenBy(erasure => erasure.Commenter, StringComparer.Ordinal)];

    /// <summary>Those among them that are not carried out here.</summary>
    public static ImmutableArray<Erasure> PendingSince(ErasureListState state, DateTimeOffset since) =>
        state.Pending.IsEmpty ? [] : [.. Since(state, since).Where(erasure => state.Pending.Contains(erasure.Commenter))];
}
