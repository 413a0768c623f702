using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Operations;

/// <summary>How far numbers of one kind have been set aside.</summary>
internal sealed record AllocatorState
{
    /// <summary>The last number that may have been given out; 0 before the first.</summary>
    public long ReservedThrough { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
