using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>
/// What a listing was told last about a story, and so where its entry stands. A removed story stays known, in some thirty bytes, so that a late entry does not
/// bring it back.
/// </summary>
internal sealed record KnownStory : ITreeEntry
{
    [JsonPropertyName("id")]
    public ArticleId Article { get; set; }

    [JsonPropertyName("r")]
    public long Revision { get; set; }

    /// <summary>First publication in UTC ticks; null when the story was removed.</summary>
    [JsonPropertyName("at")]
    public long? PublishedAt { get; set; }

    /// <summary>Where its last change stands among the changes; 0 where none are kept.</summary>
    [JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ChangedAt { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(Article);

    /// <summary>Where its entry stands; null when it was removed.</summary>
    [JsonIgnore]
    public TreeKey? Place => PublishedAt is { } at ? ListingRecord.KeyOf(at, Article) : null;

    public static TreeKey KeyOf(ArticleId article) => new(article.Value, 0);
}
