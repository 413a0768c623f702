using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Comments;

/// <summary>The keys of the days that have not expired.</summary>
internal sealed record DayKeysState
{
    /// <summary>In no order; at most one for a day.</summary>
    public ImmutableArray<StoredDayKey> Keys { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The key of a day.</summary>
internal sealed record StoredDayKey
{
    /// <summary>The day, UTC.</summary>
    public DateOnly Day { get; set; }

    /// <summary>32 random bytes.</summary>
    public byte[] Key { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
