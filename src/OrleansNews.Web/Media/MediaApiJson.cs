using System.Text.Json.Serialization;

namespace OrleansNews.Media;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PictureOutput))]
[JsonSerializable(typeof(PicturePageOutput))]
internal sealed partial class MediaApiJson : JsonSerializerContext;
