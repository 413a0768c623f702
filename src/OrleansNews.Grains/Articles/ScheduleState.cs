using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The planned publications of one shard.</summary>
internal sealed record ScheduleState
{
    public ImmutableArray<ScheduleEntry> Entries { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One planned publication.</summary>
internal sealed record ScheduleEntry
{
    public ArticleId Article { get; set; }

    public Guid Publication { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
