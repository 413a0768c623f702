using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Trees;

/// <summary>One node of a <see cref="CountedTree{TEntry}"/>: a leaf with entries, or an inner node with children. Never both.</summary>
internal sealed record TreeNode<TEntry>
    where TEntry : class, ITreeEntry
{
    /// <summary>Of a leaf, in ascending order.</summary>
    public ImmutableArray<TEntry> Entries { get; set; } = [];

    /// <summary>Of an inner node, in ascending order; empty for a leaf.</summary>
    public ImmutableArray<TreeChild> Children { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public bool IsLeaf => Children.IsEmpty;

    /// <summary>Entries in and below this node.</summary>
    [JsonIgnore]
    public int Count => IsLeaf ? Entries.Length : Children.Sum(child => child.Count);

    /// <summary>The first key in and below it. Not for an empty leaf.</summary>
    [JsonIgnore]
    public TreeKey First => IsLeaf ? Entries[0].Key : Children[0].First;
}

/// <summary>How an inner node refers to a stored one.</summary>
internal sealed record TreeChild
{
    public string Name { get; set; } = "";

    public int Count { get; set; }

    public long Major { get; set; }

    public long Minor { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey First => new(Major, Minor);
}
