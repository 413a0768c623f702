using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Site;

/// <summary>What settings of a newspaper may be.</summary>
internal static partial class SiteRules
{
    private const int MostWords = 10_000;
    private const int LongestWord = 200;
    private const int MostSections = 50;

    /// <summary>Who may change neither the settings nor the sections.</summary>
    public static FieldError NotAllowed { get; } = new("", "Your account may not change the site's settings.", "site_forbidden");

    /// <summary>They were read before somebody else saved.</summary>
    public static FieldError Conflict { get; } = new("", "Somebody else changed the settings meanwhile. Look at them again and repeat your change.", "site_conflict");

    /// <summary>Of the settings that somebody sent, what they may change, with everything else as it is now.</summary>
    public static SiteSettings Permitted(SiteSettings sent, SiteSettings now, Actor actor) =>
        actor.May(Permission.ManageSite) ? sent : now with { Sections = sent.Sections, DefaultSection = sent.DefaultSection };

    /// <summary>What is wrong, by field; empty when the settings can be used.</summary>
    public static ImmutableArray<FieldError> Validate(SiteSettings settings)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        Check(settings.Title.Trim().Length is >= 1 and <= 100, "title", "Give the newspaper a name of 1 to 100 characters.", "site_title");
        Check(settings.Tagline.Length <= 200, "tagline", "Keep the tagline to 200 characters.", "site_tagline");
        Check(LanguageTag().IsMatch(settings.Language), "language", "Give the language as a tag such as en, de or pt-BR.", "site_language");
        Check(TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _), "timeZone", "Give the time zone as an IANA name such as Europe/Lisbon or UTC.", "site_time_zone");
        Between(settings.StoriesPerPage, 1, 100, "storiesPerPage", "stories on a listing page", "site_stories_per_page");
        Check(IsSection(settings.DefaultSection), "defaultSection", "Give the default section a name of 1 to 200 characters that has a letter or digit.", "site_default_section");
        if (settings.Address.Length > 0 && !SiteAddress.IsValid(settings.Address)) errors.Add(SiteAddress.Invalid);
        if (PermalinkPattern.Problem(settings.Permalinks) is { } problem) errors.Add(problem);

        Check(settings.Sections.OrEmpty().Length <= MostSections, "sections", "Keep the navigation to 50 sections.", "site_sections_many");
        Check(settings.Sections.OrEmpty().All(IsSection), "sections", "Give each section a name of 1 to 200 characters that has a letter or digit, at most four levels deep.", "site_sections_form");
        Check(settings.Sections.OrEmpty().DistinctBy(section => section.Path).Count() == settings.Sections.OrEmpty().Length, "sections", "Name each section once.", "site_sections_twice");

        var discussion = settings.Discussion;
        Check(Enum.IsDefined(discussion.Moderation), "discussion.moderation", "Choose which comments wait for a moderator: none or all.", "discussion_moderation");
        Between(discussion.MaxLinks, 0, 1000, "discussion.maxLinks", "links", "discussion_links");
        Words(discussion.ModerationWords, "discussion.moderationWords");
        Words(discussion.DisallowedWords, "discussion.disallowedWords");
        Between(discussion.FloodSeconds, 0, 3600, "discussion.floodSeconds", "seconds between comments", "discussion_flood");
        Between(discussion.CloseAfterDays, 0, 36_500, "discussion.closeAfterDays", "days until comments close", "discussion_close");
        Between(discussion.ThreadDepth, 1, 10, "discussion.threadDepth", "levels of replies", "discussion_depth");
        Between(discussion.CommentsPerPage, 1, 100, "discussion.commentsPerPage", "conversations a page", "discussion_page");
        Between(discussion.EditMinutes, 0, 1440, "discussion.editMinutes", "minutes for editing", "discussion_edit");
        return errors.DrainToImmutable();

        void Check(bool holds, string field, string message, string code)
        {
            if (!holds) errors.Add(new(field, message, code));
        }

        void Between(int value, int least, int most, string field, string what, string code) =>
            Check(value >= least && value <= most, field, string.Create(CultureInfo.InvariantCulture, $"The number of {what} must be from {least:N0} to {most:N0}."), code);

        void Words(ImmutableArray<string> words, string field)
        {
            Check(words.OrEmpty().Length <= MostWords, field, "Keep the list to 10,000 words.", "discussion_words_many");
            Check(
                words.OrEmpty().All(word => word.Length <= LongestWord && word.TrimEnd('*').Trim().Length > 0),
                field,
                "Each entry must be a word of 1 to 200 characters, which may end in *.",
                "discussion_words_form");
        }
    }

    private static bool IsSection(Term section) =>
        section.Line.Length <= Term.MostLevels && section.Line.All(level => Slugs.IsValid(level.Slug) && level.Name.Trim().Length is >= 1 and <= 200);

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$")]
    private static partial Regex LanguageTag();
}
