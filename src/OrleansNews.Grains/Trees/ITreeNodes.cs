namespace OrleansNews.Trees;

/// <summary>Where the nodes of a tree are stored, each written once.</summary>
internal interface ITreeNodes<TEntry>
    where TEntry : class, ITreeEntry
{
    /// <summary>The node; throws <see cref="TreeNodeMissingException"/> when it was deleted.</summary>
    Task<TreeNode<TEntry>> GetAsync(string name);

    /// <summary>Stores a node under a name of its own.</summary>
    Task<string> AddAsync(TreeNode<TEntry> node);
}
