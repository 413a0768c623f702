using System.Text.Json.Serialization;

namespace OrleansNews.Moderation;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeskDecisionInput))]
[JsonSerializable(typeof(DeskBulkInput))]
[JsonSerializable(typeof(DeskQueryInput))]
[JsonSerializable(typeof(DeskFoundOutput))]
[JsonSerializable(typeof(DeskOutcomeOutput))]
[JsonSerializable(typeof(DeskCountsOutput))]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class DeskApiJson : JsonSerializerContext;
