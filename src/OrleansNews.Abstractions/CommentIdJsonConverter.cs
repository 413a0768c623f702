using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>A comment number in JSON: a plain number below 2^53, which JavaScript represents exactly.</summary>
public sealed class CommentIdJsonConverter : JsonConverter<CommentId>
{
    /// <inheritdoc/>
    public override CommentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CommentId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
