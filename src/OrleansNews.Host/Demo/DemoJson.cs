using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Demo;

/// <summary>How the demo's comments and live stories are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<DemoConversation>))]
[JsonSerializable(typeof(IReadOnlyList<DemoLiveStory>))]
internal sealed partial class DemoJson : JsonSerializerContext;
