using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace OrleansNews.Logs;

/// <summary>
/// A stored object whose JSON the log core has written or will read itself: events are encoded once and spliced from tail to block to merged block
/// as the bytes they are, so that no build can lose a member that it does not know.
/// </summary>
[JsonConverter(typeof(RawJsonConverter))]
internal sealed class RawJson
{
    /// <summary>For storage providers that make an empty state when nothing is stored.</summary>
    public RawJson()
    {
    }

    public RawJson(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>One JSON value; empty when nothing is stored.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    // Newtonsoft.Json, Orleans' default for grain storage, would write an object without the bytes, and every comment would be lost without a fault.
    [OnSerializing]
    private void Refuse(StreamingContext context) =>
        throw new NotSupportedException("Logs can only be stored as System.Text.Json: register JsonGrainStateSerializer as the IGrainStorageSerializer.");
}

/// <summary>As a serializer of its own it hands the bytes on as they are: who reads them checks them, and blocks are large.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>, IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new((input as RawJson ?? throw Foreign<T>()).Utf8);

    public T Deserialize<T>(BinaryData input) => new RawJson(input.ToMemory()) is T state ? state : throw Foreign<T>();

    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);

    private static InvalidOperationException Foreign<T>() => new($"{typeof(T)} is not raw JSON.");
}
