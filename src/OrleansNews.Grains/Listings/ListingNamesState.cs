using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Listings;

/// <summary>The listings that one shard names.</summary>
internal sealed record ListingNamesState
{
    /// <summary>By key. There are as many as versions.</summary>
    public ImmutableHashSet<string> Keys { get; set; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
