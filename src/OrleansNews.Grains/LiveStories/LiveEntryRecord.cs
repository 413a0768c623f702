using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <summary>What the tree keeps of one entry.</summary>
internal sealed record LiveEntryRecord : ITreeEntry
{
    [JsonPropertyName("n")]
    public long Number { get; set; }

    /// <summary>The stored text that it has now, or had when it was withdrawn.</summary>
    [JsonPropertyName("t")]
    public string Text { get; set; } = "";

    [JsonPropertyName("r")]
    public long Revision { get; set; }

    /// <summary>The version of the live story that changed it last.</summary>
    [JsonPropertyName("v")]
    public long ChangedIn { get; set; }

    [JsonPropertyName("at")]
    public DateTimeOffset At { get; set; }

    /// <summary>The name of who added it.</summary>
    [JsonPropertyName("by")]
    public string By { get; set; } = "";

    [JsonPropertyName("ed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EditedAt { get; set; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WithdrawnAt { get; set; }

    [JsonPropertyName("xb"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WithdrawnBy { get; set; }

    [JsonPropertyName("xr"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WithdrawalReason { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public bool IsShown => WithdrawnAt is null;

    [JsonIgnore]
    public TreeKey Key => KeyOf(Number);

    public static TreeKey KeyOf(long number) => new(number, 0);
}
