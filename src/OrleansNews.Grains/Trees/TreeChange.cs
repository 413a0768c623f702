using System.Collections.Immutable;

namespace OrleansNews.Trees;

/// <summary>The entry that a key is to have from now on; null removes it.</summary>
internal sealed record TreeEdit<TEntry>(TreeKey Key, TEntry? Entry)
    where TEntry : class, ITreeEntry;

/// <summary>A tree after edits.</summary>
/// <param name="Root">The new root, not stored yet; everything below it is.</param>
/// <param name="Replaced">Names of stored nodes to which the new root does not lead any more.</param>
internal sealed record TreeChange<TEntry>(TreeNode<TEntry> Root, ImmutableArray<string> Replaced)
    where TEntry : class, ITreeEntry;
