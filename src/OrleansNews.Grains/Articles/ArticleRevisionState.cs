using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Media;

namespace OrleansNews.Articles;

/// <summary>One published text, as written and as readers see it; written once.</summary>
internal sealed record ArticleRevisionState
{
    public long Number { get; set; }

    /// <summary>As its writers gave it.</summary>
    public ArticleTextRecord Text { get; set; } = new();

    /// <summary>The body as sanitised HTML.</summary>
    public string Html { get; set; } = "";

    /// <summary>The standfirst, or the beginning of the body, for listings.</summary>
    public string Summary { get; set; } = "";

    /// <summary>The section, be it the site's default.</summary>
    public TermRecord? Section { get; set; }

    /// <summary>The byline, be it the name of the first who published.</summary>
    public ImmutableArray<TermRecord> Byline { get; set; } = [];

    /// <summary>The picture at its head, as it was in the library then; null for none.</summary>
    public PictureRecord? Picture { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
