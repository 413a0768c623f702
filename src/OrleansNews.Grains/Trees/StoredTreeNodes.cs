using Orleans.Storage;

namespace OrleansNews.Trees;

/// <summary>Nodes as stored objects, with those that were used last in memory.</summary>
internal sealed class StoredTreeNodes<TEntry>(IGrainStorage storage, string kind, int cached) : ITreeNodes<TEntry>
    where TEntry : class, ITreeEntry
{
    private readonly StoredObjects<TreeNode<TEntry>> _objects = new(storage, kind);
    private readonly Dictionary<string, LinkedListNode<(string Name, TreeNode<TEntry> Node)>> _byName = [];
    private readonly LinkedList<(string Name, TreeNode<TEntry> Node)> _byUse = [];

    public async Task<TreeNode<TEntry>> GetAsync(string name)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            _byUse.Remove(known);
            _byUse.AddFirst(known);
            return known.Value.Node;
        }

        var node = await _objects.FindAsync(name) ?? throw new TreeNodeMissingException(name);
        Keep(name, node);
        return node;
    }

    public async Task<string> AddAsync(TreeNode<TEntry> node)
    {
        var name = await _objects.AddAsync(node);
        Keep(name, node);
        return name;
    }

    /// <summary>Deletes a node that no committed root leads to. Idempotent.</summary>
    public Task DeleteAsync(string name)
    {
        if (_byName.Remove(name, out var known)) _byUse.Remove(known);
        return _objects.DeleteAsync(name);
    }

    private void Keep(string name, TreeNode<TEntry> node)
    {
        if (_byName.ContainsKey(name)) return;
        _byName[name] = _byUse.AddFirst((name, node));
        if (_byUse.Count <= cached) return;
        _byName.Remove(_byUse.Last!.Value.Name);
        _byUse.RemoveLast();
    }
}
