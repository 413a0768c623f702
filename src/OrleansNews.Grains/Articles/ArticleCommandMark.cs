using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>What a command is known by when it comes again, because its answer was lost.</summary>
internal sealed record ArticleCommandMark
{
    /// <summary>The version that it expected.</summary>
    public long From { get; set; }

    public string Login { get; set; } = "";

    /// <summary>The draft or the revision that came of it; null when none did.</summary>
    public string? Name { get; set; }

    /// <summary>A digest of the text that it carried; empty for none.</summary>
    public string Text { get; set; } = "";

    /// <summary>A digest of what else it asked for.</summary>
    public string Rest { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
