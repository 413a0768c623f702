using System.Text.Json.Serialization;

namespace OrleansNews.Moderation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClassifierQuestion))]
[JsonSerializable(typeof(ClassifierAnswer))]
internal sealed partial class ClassifierJson : JsonSerializerContext;
