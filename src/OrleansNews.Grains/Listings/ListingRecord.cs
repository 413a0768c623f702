using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansNews.Media;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>The stored form of <see cref="ListingEntry"/>.</summary>
internal sealed record ListingRecord : ITreeEntry
{
    public ArticleId Article { get; set; }

    public long Revision { get; set; }

    public string Path { get; set; } = "";

    public string Title { get; set; } = "";

    public string Excerpt { get; set; } = "";

    public TermRecord? Section { get; set; }

    public ImmutableArray<TermRecord> Authors { get; set; } = [];

    public DateTimeOffset PublishedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public PictureRecord? Picture { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public TreeKey Key => KeyOf(PublishedAt.UtcTicks, Article);

    public static TreeKey KeyOf(long publishedAt, ArticleId article) => new(publishedAt, article.Value);

    public static ListingRecord From(ListingEntry entry) => new()
    {
        Article = entry.Article,
        Revision = entry.Revision,
        Path = entry.Path,
        Title = entry.Title,
        Excerpt = entry.Excerpt,
        Section = TermRecord.From(entry.Section),
        Authors = TermRecord.From(entry.Authors),
        PublishedAt = entry.PublishedAt,
        UpdatedAt = entry.UpdatedAt,
        Picture = PictureRecord.From(entry.Picture),
    };

    public ListingEntry ToEntry() => new()
    {
        Article = Article,
        Revision = Revision,
        Path = Path,
        Title = Title,
        Excerpt = Excerpt,
        Section = Section?.ToTerm(),
        Authors = Authors.ToTerms(),
        PublishedAt = PublishedAt,
        UpdatedAt = UpdatedAt,
        Picture = Picture?.ToSource(),
    };
}
