using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Demo;

/// <summary>How the demo's comments are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<DemoConversation>))]
internal sealed partial class DemoJson : JsonSerializerContext;
