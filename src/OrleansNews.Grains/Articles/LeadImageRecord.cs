using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The stored form of a <see cref="LeadImage"/>.</summary>
internal sealed record LeadImageRecord
{
    public MediaId Media { get; set; }

    public string AlternativeText { get; set; } = "";

    public string Caption { get; set; } = "";

    public string Credit { get; set; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [return: NotNullIfNotNull(nameof(image))]
    public static LeadImageRecord? From(LeadImage? image) => image is null
        ? null
        : new() { Media = image.Media, AlternativeText = image.AlternativeText, Caption = image.Caption, Credit = image.Credit };

    public LeadImage ToImage() => new(Media) { AlternativeText = AlternativeText, Caption = Caption, Credit = Credit };
}
