using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Moderation;

internal sealed record StoryModerationState
{
    public StoryModeration Mode { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
