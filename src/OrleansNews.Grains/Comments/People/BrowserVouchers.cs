using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>The approved comments by which a browser is trusted.</summary>
internal sealed record BrowserVouchers
{
    public Guid Browser { get; set; }

    /// <summary>Their numbers, the one approved last at the end.</summary>
    public ImmutableArray<long> Comments { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
