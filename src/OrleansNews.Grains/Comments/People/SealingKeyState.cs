using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>The key that seals a person's data: an object of its own, so that a backup can leave the keys out.</summary>
internal sealed record SealingKeyState
{
    /// <summary>32 random bytes; empty when there is none, or when it was destroyed.</summary>
    public byte[] Key { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
