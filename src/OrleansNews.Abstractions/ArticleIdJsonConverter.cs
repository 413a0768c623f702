using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews;

/// <summary>A story number in JSON: a plain number, as WordPress clients expect it.</summary>
public sealed class ArticleIdJsonConverter : JsonConverter<ArticleId>
{
    /// <inheritdoc/>
    public override ArticleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
