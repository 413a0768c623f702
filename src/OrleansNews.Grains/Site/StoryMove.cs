using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Site;

/// <summary>How far the stories have been given addresses of the present pattern, oldest first.</summary>
internal sealed record StoryMove
{
    /// <summary>Stories published before this have theirs; null at the beginning.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>The next page of those that remain.</summary>
    public int Page { get; set; } = 1;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
