using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.LiveStories;

/// <summary>One text of an entry, as written and as readers see it; written once.</summary>
internal sealed record LiveEntryTextState
{
    public long Number { get; set; }

    public long Revision { get; set; }

    /// <summary>The name of the text before it; null for the first.</summary>
    public string? Before { get; set; }

    public string Headline { get; set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; set; } = "";

    public bool IsKey { get; set; }

    /// <summary>Sanitised.</summary>
    public string Html { get; set; } = "";

    public string Summary { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string Login { get; set; } = "";

    public string By { get; set; } = "";

    public string Reason { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public LiveEntryText Text => new(Headline, Body, IsKey);
}
