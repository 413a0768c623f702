using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>The stored form of <see cref="ListingChange"/>: the last change of one story, under its position.</summary>
internal sealed record ListedChange : ITreeEntry
{
    [JsonPropertyName("p")]
    public long Position { get; set; }

    [JsonPropertyName("id")]
    public ArticleId Article { get; set; }

    [JsonPropertyName("r")]
    public long Revision { get; set; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRemoved { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(Position);

    public static TreeKey KeyOf(long position) => new(position, 0);

    public ListingChange ToChange() => new(Position, Article, Revision, IsRemoved);
}
