using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>One shard of the erasure list; some 100 bytes an erasure.</summary>
internal sealed record ErasureListState
{
    /// <summary>When each commenter was last erased, by commenter key.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Entries { get; set; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Of whom the entry comes from a list that was kept apart, and is not carried out here yet.</summary>
    public ImmutableHashSet<string> Pending { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
