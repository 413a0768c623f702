using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The head of one part of the moderation log.</summary>
internal sealed record ModerationLogState
{
    /// <summary>All entries, by time.</summary>
    public TreeNode<StoredLogEntry> Entries { get; set; } = new();

    /// <summary>Stored nodes that this head's change replaced and that are to be deleted.</summary>
    public ImmutableArray<string> Replaced { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
