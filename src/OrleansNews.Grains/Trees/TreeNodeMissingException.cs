namespace OrleansNews.Trees;

/// <summary>A node is not in the store: the root is older than the store, or the data is damaged. It never means an empty node.</summary>
internal sealed class TreeNodeMissingException(string name) : Exception($"The node '{name}' is missing from the store.");
