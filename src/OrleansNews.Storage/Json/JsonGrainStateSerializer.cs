using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace OrleansNews.Storage.Json;

/// <summary>
/// Grain state as JSON, by source-generated contracts alone: a type that no room has registered an <see cref="IJsonTypeInfoResolver"/> for is a fault
/// at its first write, never a reflection-based guess that a later build cannot read. A contract whose converter is an <see cref="IGrainStorageSerializer"/> turns its
/// state into JSON by itself: large states that exist as JSON anyway are neither parsed nor copied.
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
    public BinaryData Serialize<T>(T? input)
    {
        var contract = Contract<T>();
        return contract.Converter is IGrainStorageSerializer own ? own.Serialize(input!) : new(JsonSerializer.SerializeToUtf8Bytes(input!, contract));
    }

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input)
    {
        var contract = Contract<T>();
        if (contract.Converter is IGrainStorageSerializer own) return own.Deserialize<T>(input)!;
        return JsonSerializer.Deserialize(input.ToMemory().Span, contract) ?? throw new JsonException($"The stored state of {typeof(T)} is the JSON literal null.");
    }

    private JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
