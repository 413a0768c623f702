using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <summary>The last change of one entry, under the version that it made.</summary>
internal sealed record LiveChangeRecord : ITreeEntry
{
    [JsonPropertyName("v")]
    public long Version { get; set; }

    [JsonPropertyName("n")]
    public long Number { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(Version);

    public static TreeKey KeyOf(long version) => new(version, 0);
}
