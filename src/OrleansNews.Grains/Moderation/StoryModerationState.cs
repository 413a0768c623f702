using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Moderation;

internal sealed record StoryModerationState
{
    public StoryModeration Mode { get; set; }

    /// <summary>When it was changed last, in milliseconds since 1970: no two changes have the same.</summary>
    public long ChangedAt { get; set; }

    /// <summary>Changes that the moderation log does not know yet.</summary>
    public ImmutableArray<StoredLogEntry> Untold { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
