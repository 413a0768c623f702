using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansNews.Trees;

/// <summary>
/// A sorted list of any length with random access by position: a B+ tree whose inner nodes count what lies below them. Nodes are never changed: an edit writes new ones
/// from the leaf upwards and answers the new root, which its owner commits. So an edit costs as many nodes as the tree is high, whatever it holds, and a reader
/// with the old root sees the old tree.
/// </summary>
/// <param name="nodes">Where everything but the root is stored.</param>
/// <param name="leafCapacity">The most entries of a leaf, at least 2.</param>
/// <param name="childCapacity">The most children of an inner node, at least 3.</param>
internal sealed class CountedTree<TEntry>(ITreeNodes<TEntry> nodes, int leafCapacity, int childCapacity)
    where TEntry : class, ITreeEntry
{
    /// <summary>The entry with this key; null when there is none.</summary>
    public async Task<TEntry?> FindAsync(TreeNode<TEntry> root, TreeKey key)
    {
        var node = root;
        while (!node.IsLeaf) node = await nodes.GetAsync(node.Children[ChildOf(node.Children, key)].Name);
        var at = PositionOf(node.Entries, key);
        return at < node.Entries.Length && node.Entries[at].Key == key ? node.Entries[at] : null;
    }

    /// <summary>Which of these keys the tree has, in their order. Each leaf is looked through once.</summary>
    /// <param name="root">The root.</param>
    /// <param name="keys">In ascending order.</param>
    public async Task<bool[]> FindAsync(TreeNode<TEntry> root, TreeKey[] keys)
    {
        var found = new bool[keys.Length];
        await FindAsync(root, keys, found);
        return found;
    }

    private async Task FindAsync(TreeNode<TEntry> node, ArraySegment<TreeKey> keys, ArraySegment<bool> found)
    {
        if (node.IsLeaf)
        {
            for (int i = 0, at = 0; i < keys.Count; i++)
            {
                while (at < node.Entries.Length && node.Entries[at].Key.CompareTo(keys[i]) < 0) at++;
                found[i] = at < node.Entries.Length && node.Entries[at].Key == keys[i];
            }

            return;
        }

        for (int i = 0, from = 0; i < node.Children.Length && from < keys.Count; i++)
        {
            var until = EndOf(node.Children, i, keys, from, key => key);
            if (until > from) await FindAsync(await nodes.GetAsync(node.Children[i].Name), keys[from..until], found[from..until]);
            from = until;
        }
    }

    /// <summary>How many entries have a smaller key: the position of the first that has not.</summary>
    public async Task<int> CountBeforeAsync(TreeNode<TEntry> root, TreeKey key)
    {
        var count = 0;
        var node = root;
        while (!node.IsLeaf)
        {
            var child = ChildOf(node.Children, key);
            for (var i = 0; i < child; i++) count += node.Children[i].Count;
            node = await nodes.GetAsync(node.Children[child].Name);
        }

        return count + PositionOf(node.Entries, key);
    }

    /// <summary>At most <paramref name="take"/> entries in ascending order, behind the first <paramref name="skip"/>.</summary>
    public async Task<ImmutableArray<TEntry>> ReadAsync(TreeNode<TEntry> root, int skip, int take)
    {
        var found = ImmutableArray.CreateBuilder<TEntry>();
        await CollectAsync(root, skip, take, found);
        return found.DrainToImmutable();
    }

    private async Task CollectAsync(TreeNode<TEntry> node, int skip, int take, ImmutableArray<TEntry>.Builder found)
    {
        if (node.IsLeaf)
        {
            for (var i = skip; i < node.Entries.Length && found.Count < take; i++) found.Add(node.Entries[i]);
            return;
        }

        foreach (var child in node.Children)
        {
            if (found.Count == take) return;
            if (skip < child.Count) await CollectAsync(await nodes.GetAsync(child.Name), skip, take, found);
            skip = Math.Max(0, skip - child.Count);
        }
    }

    /// <summary>The tree after <paramref name="edits"/>, at most one a key. New nodes are stored on return, the root is not.</summary>
    public async Task<TreeChange<TEntry>> ApplyAsync(TreeNode<TEntry> root, IEnumerable<TreeEdit<TEntry>> edits)
    {
        var replaced = ImmutableArray.CreateBuilder<string>();
        var parts = await RewriteAsync(root, edits.OrderBy(edit => edit.Key).ToArray(), replaced);
        while (parts.Count > 1) parts = Inner(await StoreAsync(parts), root.Unknown);
        var next = parts.Count == 0 ? new() { Unknown = root.Unknown } : parts[0];
        while (next.Children is [var only])
        {
            replaced.Add(only.Name);
            next = await nodes.GetAsync(only.Name);
            if (root.Unknown is not null) next = next with { Unknown = root.Unknown };
        }

        return new(next, replaced.DrainToImmutable());
    }

    // The nodes, not stored yet, that take the place of this one: none when it became empty, more when it became too large.
    private Task<List<TreeNode<TEntry>>> RewriteAsync(TreeNode<TEntry> node, ArraySegment<TreeEdit<TEntry>> edits, ImmutableArray<string>.Builder replaced) =>
        node.IsLeaf ? Task.FromResult(RewriteLeaf(node, edits)) : RewriteInnerAsync(node, edits, replaced);

    private List<TreeNode<TEntry>> RewriteLeaf(TreeNode<TEntry> leaf, ArraySegment<TreeEdit<TEntry>> edits)
    {
        var entries = ImmutableArray.CreateBuilder<TEntry>(leaf.Entries.Length + edits.Count);
        var at = 0;
        foreach (var edit in edits)
        {
            while (at < leaf.Entries.Length && leaf.Entries[at].Key.CompareTo(edit.Key) < 0) entries.Add(leaf.Entries[at++]);
            if (at < leaf.Entries.Length && leaf.Entries[at].Key == edit.Key) at++;
            if (edit.Entry is { } entry) entries.Add(entry);
        }

        entries.AddRange(leaf.Entries.AsSpan()[at..]);

        // News come at the end: full leaves stay full and the next entries find room in the last one.
        var atTheEnd = leaf.Entries.IsEmpty || edits.All(edit => edit.Key.CompareTo(leaf.Entries[^1].Key) >= 0);
        return Leaves(entries.DrainToImmutable(), atTheEnd, leaf.Unknown);
    }

    private async Task<List<TreeNode<TEntry>>> RewriteInnerAsync(
        TreeNode<TEntry> node, ArraySegment<TreeEdit<TEntry>> edits, ImmutableArray<string>.Builder replaced)
    {
        var children = new List<TreeChild>();
        var from = 0;
        for (var i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            var until = EndOf(node.Children, i, edits, from, edit => edit.Key);
            if (until == from)
            {
                children.Add(child);
                continue;
            }

            replaced.Add(child.Name);
            var parts = await RewriteAsync(await nodes.GetAsync(child.Name), edits[from..until], replaced);
            if (parts.Sum(part => part.Count) < child.Count) await JoinAsync(parts, children, replaced);
            children.AddRange((await StoreAsync(parts)).Select(part => part with { Unknown = child.Unknown }));
            from = until;
        }

        return Inner(children, node.Unknown);
    }

    // A node that lost so much that it is mostly empty moves in with the one before it.
    private async Task JoinAsync(List<TreeNode<TEntry>> parts, List<TreeChild> before, ImmutableArray<string>.Builder replaced)
    {
        if (parts is not [var small] || before.Count == 0) return;
        if (small.IsLeaf ? small.Entries.Length > leafCapacity / 4 : small.Children.Length > childCapacity / 4) return;
        var neighbour = await nodes.GetAsync(before[^1].Name);
        replaced.Add(before[^1].Name);
        before.RemoveAt(before.Count - 1);
        parts.Clear();
        parts.AddRange(small.IsLeaf ? Leaves(neighbour.Entries.AddRange(small.Entries), false, neighbour.Unknown) : Inner([.. neighbour.Children, .. small.Children], neighbour.Unknown));
    }

    private async Task<List<TreeChild>> StoreAsync(List<TreeNode<TEntry>> parts) => [.. await Task.WhenAll(parts.Select(StoreAsync))];

    private async Task<TreeChild> StoreAsync(TreeNode<TEntry> part) =>
        new() { Name = await nodes.AddAsync(part), Count = part.Count, Major = part.First.Major, Minor = part.First.Minor };

    // What a newer build wrote into a node goes to all that take its place.
    private List<TreeNode<TEntry>> Leaves(ImmutableArray<TEntry> entries, bool fill, Dictionary<string, JsonElement>? unknown) =>
        [.. Chunks(entries.Length, leafCapacity, fill).Select(range => new TreeNode<TEntry> { Entries = entries[range], Unknown = unknown })];

    private List<TreeNode<TEntry>> Inner(List<TreeChild> children, Dictionary<string, JsonElement>? unknown)
    {
        ImmutableArray<TreeChild> all = [.. children];
        return [.. Chunks(all.Length, childCapacity, fill: false).Select(range => new TreeNode<TEntry> { Children = all[range], Unknown = unknown })];
    }

    // As few as possible: filled from the left, or of the same size.
    private static IEnumerable<Range> Chunks(int count, int capacity, bool fill)
    {
        var chunks = (count + capacity - 1) / capacity;
        for (var i = 0; i < chunks; i++)
        {
            yield return fill
                ? (i * capacity)..Math.Min(count, (i + 1) * capacity)
                : (int)((long)count * i / chunks)..(int)((long)count * (i + 1) / chunks);
        }
    }

    // Where the part of a sorted list ends that belongs below a child.
    private static int EndOf<T>(ImmutableArray<TreeChild> children, int child, ArraySegment<T> sorted, int from, Func<T, TreeKey> keyOf)
    {
        if (child == children.Length - 1) return sorted.Count;
        while (from < sorted.Count && keyOf(sorted[from]).CompareTo(children[child + 1].First) < 0) from++;
        return from;
    }

    // Of the first entry that has no smaller key.
    private static int PositionOf(ImmutableArray<TEntry> entries, TreeKey key)
    {
        var (from, until) = (0, entries.Length);
        while (from < until)
        {
            var middle = (from + until) / 2;
            if (entries[middle].Key.CompareTo(key) < 0) from = middle + 1;
            else until = middle;
        }

        return from;
    }

    private static int ChildOf(ImmutableArray<TreeChild> children, TreeKey key)
    {
        var child = 0;
        while (child + 1 < children.Length && children[child + 1].First.CompareTo(key) <= 0) child++;
        return child;
    }
}
