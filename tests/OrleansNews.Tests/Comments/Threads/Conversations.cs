using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

/// <summary>Random threads: who replies to whom, and what moderators decided.</summary>
internal static class Conversations
{
    /// <summary>For each comment the distance to its parent (0: a conversation), then decisions.</summary>
    public static Gen<(int[] Parents, (int Number, CommentStatus Status)[] Decisions)> Any { get; } =
        from size in Gen.Choose(1, 120)
        from parents in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Choose(1, 6)), (2, Gen.Choose(1, 60))), size)
        from decisions in Gen.ArrayOf(
            Gen.Choose(1, size).SelectMany(n => Gen.Elements(CommentStatus.Approved, CommentStatus.Held, CommentStatus.Trash, CommentStatus.Spam).Select(s => (n, s))), size)
        select (parents, decisions);

    public static ThreadIndex Build(int[] parents, IEnumerable<(int Number, CommentStatus Status)> decisions)
    {
        var index = new ThreadIndex();
        var sequence = 0L;
        for (var i = 0; i < parents.Length; i++)
        {
            var number = i + 1;
            var parent = parents[i] == 0 ? 0 : Math.Max(0, number - parents[i]);
            index.Apply(++sequence, new StoredEvent { Kind = EventKind.Posted, Time = 1_700_000_000_000 + number, Number = number, Parent = parent, Status = CommentStatus.Approved });
        }

        foreach (var (number, status) in decisions) index.Apply(++sequence, new StoredEvent { Kind = EventKind.Decided, Time = sequence, Number = number, Status = status });
        return index;
    }

    /// <summary>What a page must show, found the slow way: depth first, oldest first, placeholders above something visible.</summary>
    public static List<int> Shown(ThreadIndex index)
    {
        var children = Enumerable.Range(1, index.LastNumber).ToLookup(number => index[number].Parent);
        var shown = new List<int>();
        foreach (var root in children[0]) Walk(root, shown);
        return shown;

        bool Walk(int number, List<int> into)
        {
            var at = into.Count;
            into.Add(number);
            var any = index[number].Status == CommentStatus.Approved;
            foreach (var child in children[number]) any |= Walk(child, into);
            if (!any) into.RemoveRange(at, into.Count - at);
            return any;
        }
    }
}
