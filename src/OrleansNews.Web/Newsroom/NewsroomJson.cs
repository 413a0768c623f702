using System.Text.Json.Serialization;

namespace OrleansNews.Newsroom;

/// <summary>The shapes that scripts of the newsroom read.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AutosaveAnswer))]
[JsonSerializable(typeof(StaffToolsOutput))]
internal sealed partial class NewsroomJson : JsonSerializerContext;
