using System.Text.Json.Serialization;

namespace OrleansNews.LiveStories;

/// <summary>The shapes of what programs read of live stories.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveStoryUpdate))]
internal sealed partial class LiveStoriesApiJson : JsonSerializerContext;
