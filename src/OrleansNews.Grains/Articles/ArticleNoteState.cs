using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>A note for colleagues; written once.</summary>
internal sealed record ArticleNoteState
{
    /// <summary>The story on which it hangs.</summary>
    public long Story { get; set; }

    /// <summary>The name of the note before it; null for the first.</summary>
    public string? Before { get; set; }

    public DateTimeOffset At { get; set; }

    public string Login { get; set; } = "";

    public string By { get; set; } = "";

    public string Text { get; set; } = "";

    public ImmutableArray<string> Mentions { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
