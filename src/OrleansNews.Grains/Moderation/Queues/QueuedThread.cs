using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>How far a thread has told where its comments stand.</summary>
internal sealed record QueuedThread : ITreeEntry
{
    [JsonPropertyName("a")]
    public long Article { get; set; }

    [JsonPropertyName("e")]
    public long Epoch { get; set; }

    [JsonPropertyName("q")]
    public long Through { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(Article);

    public static TreeKey KeyOf(long article) => new(article, 0);
}
