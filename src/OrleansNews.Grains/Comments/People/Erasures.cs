using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>How an erasure list changes. The same instance means that nothing changed.</summary>
internal static class Erasures
{
    /// <summary>Takes entries over; of two entries of one commenter the later one stays.</summary>
    public static ErasureListState With(ErasureListState state, IEnumerable<Erasure> erasures)
    {
        var entries = state.Entries.ToBuilder();
        foreach (var erasure in erasures)
        {
            if (!entries.TryGetValue(erasure.Commenter, out var at) || at < erasure.At) entries[erasure.Commenter] = erasure.At;
        }

        var merged = entries.ToImmutable();
        return ReferenceEquals(merged, state.Entries) ? state : state with { Entries = merged };
    }

    /// <summary>The entries at or after a time, oldest first.</summary>
    public static ImmutableArray<Erasure> Since(ErasureListState state, DateTimeOffset since) =>
        [.. state.Entries.Where(entry => entry.Value >= since).Select(entry => new Erasure(entry.Key, entry.Value)).OrderBy(erasure => erasure.At).ThenBy(erasure => erasure.Commenter, StringComparer.Ordinal)];
}
