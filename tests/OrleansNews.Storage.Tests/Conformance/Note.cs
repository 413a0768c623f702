using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Storage.Json;

namespace OrleansNews.Storage.Conformance;

/// <summary>The state the suite stores.</summary>
public sealed class Note
{
    public long Number { get; set; }

    public string? Text { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A state without a member.</summary>
public sealed class Nothing;

[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class SuiteJson : JsonSerializerContext;

/// <summary>The serializer every provider under test is given.</summary>
internal static class SuiteSerializer
{
    public static JsonGrainStateSerializer Instance { get; } = new([SuiteJson.Default]);
}
