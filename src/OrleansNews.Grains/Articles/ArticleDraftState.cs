using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>A draft; written once, a later save is another object.</summary>
internal sealed record ArticleDraftState
{
    public ArticleTextRecord Text { get; set; } = new();

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
