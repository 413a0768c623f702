using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Articles;

namespace OrleansNews.Site;

/// <summary>What settings of a newspaper may be.</summary>
internal static partial class SiteRules
{
    private const int MostWords = 10_000;
    private const int LongestWord = 200;
    private const int MostSections = 50;

    /// <summary>What is wrong, by field; empty when the settings can be used.</summary>
    public static ImmutableArray<FieldError> Validate(SiteSettings settings)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        Check(settings.Title.Trim().Length is >= 1 and <= 100, "title", "Give the newspaper a name of 1 to 100 characters.");
        Check(settings.Tagline.Length <= 200, "tagline", "Keep the tagline to 200 characters.");
        Check(LanguageTag().IsMatch(settings.Language), "language", "Give the language as a tag such as en, de or pt-BR.");
        Check(TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _), "timeZone", "Give the time zone as an IANA name such as Europe/Lisbon or UTC.");
        Between(settings.StoriesPerPage, 1, 100, "storiesPerPage", "stories on a listing page");
        Check(
            Slugs.IsValid(settings.DefaultSection.Slug) && settings.DefaultSection.Name.Trim().Length is >= 1 and <= 200,
            "defaultSection",
            "Give the default section a name of 1 to 200 characters that has a letter or digit.");
        Check(settings.Address.Length == 0 || IsOrigin(settings.Address), "address", "Give the site's address as scheme and host without anything behind it: https://news.example.org.");
        if (PermalinkPattern.Problem(settings.Permalinks) is { } problem) Check(false, "permalinks", problem);

        Check(settings.Sections.OrEmpty().Length <= MostSections, "sections", "Keep the navigation to 50 sections.");
        Check(
            settings.Sections.OrEmpty().All(section => section.Line.Length <= Term.MostLevels && section.Line.All(level => Slugs.IsValid(level.Slug) && level.Name.Trim().Length is >= 1 and <= 200)),
            "sections",
            "Give each section a name of 1 to 200 characters that has a letter or digit, at most four levels deep.");
        Check(settings.Sections.OrEmpty().DistinctBy(section => section.Path).Count() == settings.Sections.OrEmpty().Length, "sections", "Name each section once.");

        var discussion = settings.Discussion;
        Check(Enum.IsDefined(discussion.Moderation), "discussion.moderation", "Choose which comments wait for a moderator: none or all.");
        Between(discussion.MaxLinks, 0, 1000, "discussion.maxLinks", "links");
        Words(discussion.ModerationWords, "discussion.moderationWords");
        Words(discussion.DisallowedWords, "discussion.disallowedWords");
        Between(discussion.FloodSeconds, 0, 3600, "discussion.floodSeconds", "seconds between comments");
        Between(discussion.CloseAfterDays, 0, 36_500, "discussion.closeAfterDays", "days until comments close");
        Between(discussion.ThreadDepth, 1, 10, "discussion.threadDepth", "levels of replies");
        Between(discussion.CommentsPerPage, 1, 100, "discussion.commentsPerPage", "conversations a page");
        Between(discussion.EditMinutes, 0, 1440, "discussion.editMinutes", "minutes for editing");
        return errors.DrainToImmutable();

        void Check(bool holds, string field, string message)
        {
            if (!holds) errors.Add(new(field, message));
        }

        void Between(int value, int least, int most, string field, string what) =>
            Check(value >= least && value <= most, field, string.Create(CultureInfo.InvariantCulture, $"The number of {what} must be from {least:N0} to {most:N0}."));

        void Words(ImmutableArray<string> words, string field)
        {
            Check(words.OrEmpty().Length <= MostWords, field, "Keep the list to 10,000 words.");
            Check(
                words.OrEmpty().All(word => word.Length <= LongestWord && word.TrimEnd('*').Trim().Length > 0),
                field,
                "Each entry must be a word of 1 to 200 characters, which may end in *.");
        }
    }

    private static bool IsOrigin(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && address == uri.GetLeftPart(UriPartial.Authority) && uri.UserInfo.Length == 0;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$")]
    private static partial Regex LanguageTag();
}
