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

    public LiveOrder Live { get; init; }

    /// <summary>The number of the picture; empty for none.</summary>
    public string LeadImage { get; init; } = "";

    public string LeadAlternativeText { get; init; } = "";

    public string LeadCaption { get; init; } = "";

    public string LeadCredit { get; init; } = "";

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
        Live = content.Live,
        LeadImage = content.LeadImage?.Media.ToString() ?? "",
        LeadAlternativeText = content.LeadImage?.AlternativeText ?? "",
        LeadCaption = content.LeadImage?.Caption ?? "",
        LeadCredit = content.LeadImage?.Credit ?? "",
    };

    /// <summary>The fields with what is said of this lead image.</summary>
    public StoryFields WithWordsOf(LeadImage? lead) =>
        lead is null ? this : this with { LeadAlternativeText = lead.AlternativeText, LeadCaption = lead.Caption, LeadCredit = lead.Credit };

    /// <summary>What was typed.</summary>
    public static StoryFields Read(IFormCollection form) => new()
    {
        Title = Lines(form.Typed("title")).Replace('\n', ' '), // Its field grows with it, and so takes the enter key.
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
        Live = Enum.TryParse<LiveOrder>(form["live"].ToString(), out var live) ? live : LiveOrder.None,
        LeadImage = form.Typed("lead_image"),
        LeadAlternativeText = form.Typed("lead_alt").ReplaceLineEndings(" "),
        LeadCaption = Lines(form.Typed("lead_caption")),
        LeadCredit = form.Typed("lead_credit"),
    };

    /// <summary>HTML where a form says so, else Markdown.</summary>
    public static BodyFormat ReadFormat(string text) => text == nameof(BodyFormat.Html) ? BodyFormat.Html : BodyFormat.Markdown;

    /// <summary>What a format is called, in every language.</summary>
    public static string NameOf(BodyFormat format) => format == BodyFormat.Html ? "HTML" : "Markdown";

    /// <summary>Text as browsers send it, with the ends of lines that are kept.</summary>
    public static string Lines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The content that these fields mean. A name that is known keeps the address that it has.</summary>
    /// <param name="known">The story as it is stored; null for a new one.</param>
    /// <param name="sections">The sections of the newspaper.</param>
    /// <param name="actor">Whoever typed: who may make sections may also write the name of one in another way.</param>
    public ArticleContent ToContent(ArticleContent? known, ImmutableArray<Term> sections, Actor actor) => new()
    {
        Title = Title,
        Standfirst = Standfirst,
        Body = Body,
        Format = Format,
        Authors = TermTexts.ReadList(Authors, known?.Authors ?? []),
        Dateline = Dateline,
        Section = TermTexts.ReadSection(Section, known?.Section is { } section ? sections.Add(section) : sections, mayRename: actor.May(Permission.ManageSections)),
        Tags = TermTexts.ReadList(Tags, known?.Tags ?? []),
        Slug = Slug,
        Excerpt = Excerpt,
        SeoTitle = SeoTitle,
        SeoDescription = SeoDescription,
        CommentsOpen = CommentsOpen,
        Live = Live,
        LeadImage = ReadLeadImage(),
    };

    // What is no number is no picture's: the story is refused with it, and a draft as well.
    private LeadImage? ReadLeadImage() => LeadImage.Length == 0
        ? null
        : new(MediaId.TryParse(LeadImage, out var id) ? id : default) { AlternativeText = LeadAlternativeText, Caption = LeadCaption, Credit = LeadCredit };
}
