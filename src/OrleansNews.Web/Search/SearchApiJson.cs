using System.Text.Json.Serialization;

namespace OrleansNews.Search;

/// <summary>The shapes of the search API.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SearchOutput))]
internal sealed partial class SearchApiJson : JsonSerializerContext;
