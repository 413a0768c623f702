using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Media;

/// <summary>The head of the library: the root of its tree. A library that fits into one leaf is all in here.</summary>
internal sealed record MediaLibraryState
{
    /// <summary>The pictures by number.</summary>
    public TreeNode<MediaRecord> Pictures { get; set; } = new();

    /// <summary>Stored nodes that this head's change replaced and that are to be deleted.</summary>
    public ImmutableArray<string> Replaced { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
