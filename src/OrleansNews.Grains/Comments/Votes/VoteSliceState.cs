using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>Votes that are older than those in the head: written once, replaced by another object.</summary>
internal sealed record VoteSliceState
{
    /// <summary>The votes as <see cref="VoteSlice"/> packs them, 8 bytes a vote.</summary>
    public byte[] Votes { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
