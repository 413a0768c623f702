using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>A story as the fields of its form: what somebody typed, be it right or wrong.</summary>
public sealed record StoryFields
{
    private const string Yes = "yes";

    public string Title { get; init; } = "";

    public string Standfirst { get; init; } = "";

    public string Body { get; init; } = "";

    public BodyFormat Format { get; init; } = BodyFormat.Markdown;

    /// <summary>Names with commas between.</summary>
    public string Authors { get; init; } = "";

    public string Dateline { get; init; } = "";

    /// <summary>Names with slashes between, the section of the first level first.</summary>
    public string Section { get; init; } = "";

    /// <summary>Names with commas between.</summary>
    public string Tags { get; init; } = "";

    public string Slug { get; init; } = "";

    public string Excerpt { get; init; } = "";

    public string SeoTitle { get; init; } = "";

    public string SeoDescription { get; init; } = "";

    public bool CommentsOpen { get; init; } = true;

    /// <summary>The fields of a story.</summary>
    public static StoryFields From(ArticleContent content) => new()
    {
        Title = content.Title,
        Standfirst = content.Standfirst,
        Body = content.Body,
        Format = content.Format,
        Authors = TermTexts.List(content.Authors),
        Dateline = content.Dateline,
        Section = TermTexts.Section(content.Section),
        Tags = TermTexts.List(content.Tags),
        Slug = content.Slug,
        Excerpt = content.Excerpt,
        SeoTitle = content.SeoTitle,
        SeoDescription = content.SeoDescription,
        CommentsOpen = content.CommentsOpen,
    };

    /// <summary>What was typed.</summary>
    public static StoryFields Read(IFormCollection form) => new()
    {
        Title = form.Typed("title"),
        Standfirst = Lines(form.Typed("standfirst")),
        Body = Lines(form["body"].ToString()),
        Format = ReadFormat(form["format"].ToString()),
        Authors = form.Typed("authors"),
        Dateline = form.Typed("dateline"),
        Section = form.Typed("section"),
        Tags = form.Typed("tags"),
        Slug = form.Typed("slug"),
        Excerpt = Lines(form.Typed("excerpt")),
        SeoTitle = form.Typed("seo_title"),
        SeoDescription = Lines(form.Typed("seo_description")),
        CommentsOpen = form["comments_open"] == Yes,
    };

    /// <summary>HTML where a form says so, else Markdown.</summary>
    public static BodyFormat ReadFormat(string text) => text == nameof(BodyFormat.Html) ? BodyFormat.Html : BodyFormat.Markdown;

    /// <summary>Text as browsers send it, with the ends of lines that are kept.</summary>
    public static string Lines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The content that these fields mean. A name that is known keeps the address that it has.</summary>
    /// <param name="known">The story as it is stored; null for a new one.</param>
    /// <param name="sections">The sections of the newspaper.</param>
    public ArticleContent ToContent(ArticleContent? known, ImmutableArray<Term> sections) => new()
    {
        Title = Title,
        Standfirst = Standfirst,
        Body = Body,
        Format = Format,
        Authors = TermTexts.ReadList(Authors, known?.Authors ?? []),
        Dateline = Dateline,
        Section = TermTexts.ReadSection(Section, known?.Section is { } section ? sections.Add(section) : sections),
        Tags = TermTexts.ReadList(Tags, known?.Tags ?? []),
        Slug = Slug,
        Excerpt = Excerpt,
        SeoTitle = SeoTitle,
        SeoDescription = SeoDescription,
        CommentsOpen = CommentsOpen,
    };
}
