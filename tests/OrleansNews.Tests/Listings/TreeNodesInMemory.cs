using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>Nodes of a tree for tests; counts what is read and written.</summary>
internal sealed class TreeNodesInMemory<TEntry> : ITreeNodes<TEntry>
    where TEntry : class, ITreeEntry
{
    private readonly Dictionary<string, TreeNode<TEntry>> _nodes = [];

    public int Written { get; private set; }

    public int Read { get; private set; }

    public int Stored => _nodes.Count;

    public Task<TreeNode<TEntry>> GetAsync(string name)
    {
        Read++;
        return _nodes.TryGetValue(name, out var node) ? Task.FromResult(node) : throw new TreeNodeMissingException(name);
    }

    public Task<string> AddAsync(TreeNode<TEntry> node)
    {
        var name = $"node-{++Written}";
        _nodes.Add(name, node);
        return Task.FromResult(name);
    }

    public void Delete(IEnumerable<string> names)
    {
        foreach (var name in names) Assert.True(_nodes.Remove(name), $"{name} was replaced twice");
    }
}
