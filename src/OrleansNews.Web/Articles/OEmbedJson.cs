using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OEmbed))]
[JsonSerializable(typeof(OEmbedError))]
internal sealed partial class OEmbedJson : JsonSerializerContext;
