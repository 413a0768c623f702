using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

/// <summary>The stored form of <see cref="ArticleContent"/>. A member that an older build did not write reads as its default.</summary>
internal sealed record ArticleTextRecord
{
    public string Title { get; set; } = "";

    public string Slug { get; set; } = "";

    public string Body { get; set; } = "";

    public BodyFormat Format { get; set; } = BodyFormat.Markdown;

    public string Excerpt { get; set; } = "";

    public TermRecord? Section { get; set; }

    public ImmutableArray<TermRecord> Tags { get; set; } = [];

    public ImmutableArray<TermRecord> Authors { get; set; } = [];

    public string Dateline { get; set; } = "";

    public bool CommentsOpen { get; set; } = true;

    public string Standfirst { get; set; } = "";

    public string SeoTitle { get; set; } = "";

    public string SeoDescription { get; set; } = "";

    public LeadImageRecord? LeadImage { get; set; }

    public LiveOrder Live { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static ArticleTextRecord From(ArticleContent content) => new()
    {
        Title = content.Title,
        Slug = content.Slug,
        Body = content.Body,
        Format = content.Format,
        Excerpt = content.Excerpt,
        Section = TermRecord.From(content.Section),
        Tags = TermRecord.From(content.Tags),
        Authors = TermRecord.From(content.Authors),
        Dateline = content.Dateline,
        CommentsOpen = content.CommentsOpen,
        Standfirst = content.Standfirst,
        SeoTitle = content.SeoTitle,
        SeoDescription = content.SeoDescription,
        LeadImage = LeadImageRecord.From(content.LeadImage),
        Live = content.Live,
    };

    public ArticleContent ToContent() => new()
    {
        Title = Title,
        Slug = Slug,
        Body = Body,
        Format = Format,
        Excerpt = Excerpt,
        Section = Section?.ToTerm(),
        Tags = Tags.ToTerms(),
        Authors = Authors.ToTerms(),
        Dateline = Dateline,
        CommentsOpen = CommentsOpen,
        Standfirst = Standfirst,
        SeoTitle = SeoTitle,
        SeoDescription = SeoDescription,
        LeadImage = LeadImage?.ToImage(),
        Live = Live,
    };
}
