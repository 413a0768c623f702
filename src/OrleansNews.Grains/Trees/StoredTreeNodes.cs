using Orleans.Storage;

namespace OrleansNews.Trees;

/// <summary>Nodes as stored objects, with those that were used last in memory.</summary>
internal sealed class StoredTreeNodes<TEntry>(IGrainStorage storage, string kind, int cached) : ITreeNodes<TEntry>
    where TEntry : class, ITreeEntry
{
    private readonly StoredObjects<TreeNode<TEntry>> _objects = new(storage, kind);
    private readonly Dictionary<string, LinkedListNode<Kept>> _byName = [];
    private readonly LinkedList<Kept> _byUse = [];

    public async Task<TreeNode<TEntry>> GetAsync(string name)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            _byUse.Remove(known);
            _byUse.AddFirst(known);
            return known.Value.Node;
        }

        var (node, etag) = await _objects.ReadAsync(name);
        if (node is null) throw new TreeNodeMissingException(name);
        Keep(new(name, node, etag));
        return node;
    }

    public async Task<string> AddAsync(TreeNode<TEntry> node)
    {
        var (name, etag) = await _objects.StoreAsync(node);
        Keep(new(name, node, etag));
        return name;
    }

    /// <summary>Deletes a node that no committed root leads to. Idempotent.</summary>
    public Task DeleteAsync(string name)
    {
        if (!_byName.Remove(name, out var known)) return _objects.DeleteAsync(name);
        _byUse.Remove(known);
        return _objects.DeleteAsync(name, known.Value.ETag);
    }

    private void Keep(Kept node)
    {
        if (_byName.ContainsKey(node.Name)) return;
        _byName[node.Name] = _byUse.AddFirst(node);
        if (_byUse.Count <= cached) return;
        _byName.Remove(_byUse.Last!.Value.Name);
        _byUse.RemoveLast();
    }

    private sealed record Kept(string Name, TreeNode<TEntry> Node, string? ETag);
}
