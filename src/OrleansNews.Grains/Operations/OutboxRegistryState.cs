using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Operations;

/// <summary>The owners of one shard that may have undelivered messages.</summary>
internal sealed record OutboxRegistryState
{
    /// <summary>The number of the last registration.</summary>
    public long LastRegistration { get; set; }

    /// <summary>By the owner's grain id.</summary>
    public ImmutableDictionary<string, OutboxRegistration> Owners { get; set; } = ImmutableDictionary<string, OutboxRegistration>.Empty;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One dirty period of one owner.</summary>
internal sealed record OutboxRegistration
{
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
