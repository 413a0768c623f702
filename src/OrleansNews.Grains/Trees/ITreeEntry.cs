namespace OrleansNews.Trees;

/// <summary>An entry of a <see cref="CountedTree{TEntry}"/>.</summary>
internal interface ITreeEntry
{
    /// <summary>Unique in its tree; never changes.</summary>
    TreeKey Key { get; }
}
