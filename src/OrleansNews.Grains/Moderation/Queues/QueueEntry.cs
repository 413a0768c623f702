using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The stored form of a <see cref="QueuePlace"/>.</summary>
internal sealed record QueueEntry : ITreeEntry
{
    [JsonPropertyName("t")]
    public long Seconds { get; set; }

    [JsonPropertyName("id")]
    public long Id { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => new(Seconds, Id);

    [JsonIgnore]
    public QueuePlace Place => new(Seconds, new(Id));
}
