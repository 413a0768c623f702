using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>Which threads to ask after a restart: those that reported last.</summary>
internal sealed record LatestCommentsState
{
    /// <summary>Stories, the newest report first.</summary>
    public ImmutableArray<long> Articles { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
