using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Site;

/// <summary>How far a walk through all published stories has come, oldest first.</summary>
internal sealed record StoryMove
{
    /// <summary>Stories published before this are done; null at the beginning.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>The next page of those that remain.</summary>
    public int Page { get; set; } = 1;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
