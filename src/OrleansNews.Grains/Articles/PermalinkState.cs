using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The paths of one bucket.</summary>
internal sealed record PermalinkState
{
    public ImmutableDictionary<string, PermalinkEntry> Paths { get; set; } = ImmutableDictionary<string, PermalinkEntry>.Empty;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One path and the story that holds it.</summary>
internal sealed record PermalinkEntry
{
    public ArticleId Article { get; set; }

    /// <summary>The story's newer path; null when this one is its own.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>The revision of the story that said so; 0 while the claim is pending.</summary>
    public long Revision { get; set; }

    /// <summary>When the path was claimed.</summary>
    public DateTimeOffset ClaimedAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public bool IsPending => Revision == 0;
}
