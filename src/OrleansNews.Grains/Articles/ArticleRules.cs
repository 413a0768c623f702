using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>What a story may contain and who may change it. Limits are those that <see cref="ArticleContent"/> documents.</summary>
internal static class ArticleRules
{
    private const int LongestTitle = 300;
    internal const int LongestBody = 2_000_000;
    private const int LongestExcerpt = 1_000;
    private const int LongestDateline = 100;
    private const int LongestAlternativeText = 1_000;
    private const int LongestCaption = 2_000;
    private const int LongestCredit = 300;
    private const int LongestName = 200;
    private const int LongestReason = 1_000;
    internal const string NoPicture = "There is no picture of this number in the library. Choose another one, or leave the field empty.";
    internal const string TooDeep = "The story's markup is nested too deeply to be shown. Flatten lists, quotations or boxes inside each other.";
    private const int MostTags = 50;
    private const int MostAuthors = 20;

    /// <summary>The address that its writer asked for belongs to another story.</summary>
    public static FieldError AddressTaken { get; } = new("slug", "Another story already has this address. Choose another one.", "address_taken");

    /// <summary>There is no such section, and whoever writes may make none.</summary>
    public static FieldError UnknownSection(Term section)
    {
        var name = string.Join(" / ", section.Line.Select(level => level.Name));
        return new("section", $"There is no section “{name}”. Choose one that there is, or ask an editor to add it.", "unknown_section", name);
    }

    /// <summary>Whether <paramref name="actor"/> may do this to the story.</summary>
    public static bool May(Actor actor, Deed deed, ArticleState state) => May(actor, deed, state.Version > 0, state.Revision > 0, state.Owners);

    /// <summary>
    /// Whether <paramref name="actor"/> may do this to a story with these owners. One that does not exist yet has none, <paramref name="exists"/> is false, and it is
    /// everybody's own; <paramref name="published"/> says whether it was published ever.
    /// </summary>
    public static bool May(Actor actor, Deed deed, bool exists, bool published, ImmutableArray<string> owners)
    {
        var own = !exists || (actor.Login.Length > 0 && owners.Contains(actor.Login));
        return actor.May(deed, (own, published) switch
        {
            (true, false) => Matter.OwnDraft,
            (true, true) => Matter.OwnPublished,
            (false, false) => Matter.OthersDraft,
            (false, true) => Matter.OthersPublished,
        });
    }

    /// <summary>The content without what carries no meaning: blanks around texts, terms given twice, arrays that were never set.</summary>
    public static ArticleContent Normalise(ArticleContent content) => content with
    {
        Title = content.Title.Trim(),
        Slug = content.Slug.Trim().Trim('/'),
        Excerpt = content.Excerpt.Trim(),
        Dateline = content.Dateline.Trim(),
        Standfirst = content.Standfirst.Trim(),
        SeoTitle = content.SeoTitle.Trim(),
        SeoDescription = content.SeoDescription.Trim(),
        LeadImage = content.LeadImage is { } lead ? Normalise(lead) : null,
        Section = content.Section is { } section ? Normalise(section) : null,
        Tags = Distinct(content.Tags),
        Authors = Distinct(content.Authors),
    };

    private static LeadImage Normalise(LeadImage lead) => lead with { AlternativeText = lead.AlternativeText.Trim(), Caption = lead.Caption.Trim(), Credit = lead.Credit.Trim() };

    private static ImmutableArray<Term> Distinct(ImmutableArray<Term> terms) => [.. terms.OrEmpty().Select(Normalise).DistinctBy(term => term.Slug)];

    private static Term Normalise(Term term) => term with { Name = term.Name.Trim(), Parent = term.Parent is { } parent ? Normalise(parent) : null };

    /// <summary>What is wrong with a draft, which may be incomplete.</summary>
    public static ImmutableArray<FieldError> ValidateDraft(ArticleContent content)
    {
        var errors = new Errors();
        ValidateLimits(content, errors);
        return errors.All();
    }

    /// <summary>What keeps a text from being published.</summary>
    public static ImmutableArray<FieldError> ValidatePublication(ArticleContent content, string reason, DateTimeOffset? publishedAt, DateTimeOffset now)
    {
        var errors = new Errors();
        errors.Unless(content.Title.Length > 0, "title", "Give the story a headline.", "no_headline");
        errors.Unless(!string.IsNullOrWhiteSpace(content.Body), "body", "Write the story before you publish it.", "no_story");
        ValidateLimits(content, errors);
        errors.Unless(content.LeadImage is not { AlternativeText: "" }, "lead_alt", "Say in the alternative text what one sees on the lead image: some readers do not see it.", "no_alternative_text");
        errors.Unless(publishedAt is null || publishedAt <= now, "date", "The date of publication lies in the future. Publish the story then, or give a date that has passed.", "date_in_future");
        errors.Unless(publishedAt is null || publishedAt.Value.Year >= 1000, "date", "The date of publication must have a year of four digits.", "date_year");
        ValidateReason(reason, errors);
        return errors.All();
    }

    /// <summary>What is wrong with a reason for the history.</summary>
    public static ImmutableArray<FieldError> ValidateReason(string reason)
    {
        var errors = new Errors();
        ValidateReason(reason, errors);
        return errors.All();
    }

    private static void ValidateReason(string reason, Errors errors) => errors.AtMost(LongestReason, reason, "reason", "reason");

    private static void ValidateLimits(ArticleContent content, Errors errors)
    {
        errors.AtMost(LongestTitle, content.Title, "title", "headline");
        errors.Unless(!content.Title.AsSpan().ContainsAny('\r', '\n'), "title", "Keep the headline on one line.", "headline_lines");
        errors.Unless(
            content.Slug.Length == 0 || Slugs.IsValid(content.Slug),
            "slug",
            Slugs.From(content.Slug) is { Length: > 0 } usable
                ? $"An address has lower-case letters, digits and single hyphens only, at most {Slugs.MaxLength} characters. “{usable}” would do."
                : "An address has lower-case letters, digits and single hyphens only. Leave it empty to have it made from the headline.",
            Slugs.From(content.Slug).Length > 0 ? "address_form" : "no_address",
            Slugs.From(content.Slug));
        errors.AtMost(LongestBody, content.Body, "body", "story");
        errors.Unless(Enum.IsDefined(content.Format), "format", "Choose Markdown or HTML for the story.", "no_format");
        errors.Unless(Enum.IsDefined(content.Live), "live", "Choose whether the story is live, and in what order its entries stand.", "no_live");
        errors.AtMost(LongestExcerpt, content.Standfirst, "standfirst", "standfirst");
        errors.AtMost(LongestExcerpt, content.Excerpt, "excerpt", "excerpt");
        if (content.Section is { } section) ValidateSection(section, errors);
        errors.Unless(content.Tags.Length <= MostTags, "tags", $"Keep to {MostTags} tags.", "many_tags");
        foreach (var tag in content.Tags) ValidateTerm(tag, "tags", "tag", errors);
        errors.Unless(content.Authors.Length <= MostAuthors, "authors", $"Keep to {MostAuthors} authors.", "many_authors");
        foreach (var author in content.Authors) ValidateTerm(author, "authors", "author", errors);
        errors.AtMost(LongestDateline, content.Dateline, "dateline", "dateline");
        if (content.LeadImage is { } lead) ValidateLeadImage(lead, errors);
        errors.AtMost(LongestTitle, content.SeoTitle, "seo_title", "title for search engines");
        errors.AtMost(LongestExcerpt, content.SeoDescription, "seo_description", "description for search engines");
    }

    private static void ValidateLeadImage(LeadImage lead, Errors errors)
    {
        errors.Unless(lead.Media.IsValid, "lead_image", NoPicture, "no_picture");
        errors.AtMost(LongestAlternativeText, lead.AlternativeText, "lead_alt", "alternative text");
        errors.AtMost(LongestCaption, lead.Caption, "lead_caption", "caption");
        errors.AtMost(LongestCredit, lead.Credit, "lead_credit", "credit");
    }

    private static void ValidateSection(Term section, Errors errors)
    {
        foreach (var level in section.Line) ValidateTerm(level, "section", "section", errors);
        errors.Unless(section.Line.Length <= Term.MostLevels, "section", $"Keep to {Term.MostLevels} levels of sections.", "many_levels");
        // Below a section stand its pages and its feed.
        errors.Unless(section.Line.Skip(1).All(level => level.Slug is not ("page" or "feed")), "section", "A section below another one cannot be called “page” or “feed”.", "level_reserved");
    }

    private static void ValidateTerm(Term term, string field, string what, Errors errors)
    {
        errors.Unless(term.Name.Length is >= 1 and <= LongestName, field, $"The name of each {what} must have 1 to {LongestName} characters.", $"name_{what}");
        errors.Unless(term.Parent is null || field == "section", field, $"Only sections stand below each other, and no {what} does.", $"level_{what}");
        errors.Unless(Slugs.IsValid(term.Slug), field, $"The name of each {what} needs a letter or digit, so that it can have an address.", $"address_{what}");
    }

    /// <summary>Errors in the order of the form, at most one of a kind for each field.</summary>
    private sealed class Errors
    {
        private readonly List<FieldError> _found = [];

        public void Unless(bool holds, string field, string message, string code, string detail = "")
        {
            if (!holds && !_found.Any(error => error.Field == field && error.Message == message)) _found.Add(new(field, message, code, detail));
        }

        public void AtMost(int most, string text, string field, string what) => Unless(
            text.Length <= most,
            field,
            string.Create(CultureInfo.InvariantCulture, $"Shorten the {what}: at most {most:N0} characters are possible."),
            $"long_{field}");

        public ImmutableArray<FieldError> All() => [.. _found];
    }
}
