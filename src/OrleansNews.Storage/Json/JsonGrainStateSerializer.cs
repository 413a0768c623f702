using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace OrleansNews.Storage.Json;

/// <summary>
/// Grain state as JSON, by source-generated contracts alone: a type that no room has registered an <see cref="IJsonTypeInfoResolver"/> for is a fault
/// at its first write, never a reflection-based guess that a later build cannot read.
/// </summary>
public sealed class JsonGrainStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions _options;

    /// <summary>Takes the contracts of all rooms.</summary>
    public JsonGrainStateSerializer(IEnumerable<IJsonTypeInfoResolver> contracts)
    {
        _options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contracts]) };
        _options.MakeReadOnly();
    }

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input!, Contract<T>()));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize(input.ToMemory().Span, Contract<T>())
        ?? throw new JsonException($"The stored state of {typeof(T)} is the JSON literal null.");

    private JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
