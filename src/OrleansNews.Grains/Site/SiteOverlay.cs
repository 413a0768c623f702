using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansNews.Site;

/// <summary>The part of the settings that the configuration fixes.</summary>
internal sealed class SiteOverlay(SiteOptions site, DiscussionOptions discussion, bool sendsMail = false)
{
    /// <summary>Identifies what is fixed, so that a change of the configuration shows as a new version of the settings.</summary>
    public string Fingerprint { get; } =
        JsonSerializer.Serialize(site, SiteJson.Default.SiteOptions) + JsonSerializer.Serialize(discussion, SiteJson.Default.DiscussionOptions) +
        (sendsMail ? "mail" : "");

    /// <summary>The settings that are fixed, by the names of their fields.</summary>
    public ImmutableArray<string> Fields { get; } =
    [
        .. FieldsOf(JsonSerializer.SerializeToElement(site, SiteJson.Default.SiteOptions), ""),
        .. FieldsOf(JsonSerializer.SerializeToElement(discussion, SiteJson.Default.DiscussionOptions), "discussion."),
    ];

    /// <summary>The settings in force, over those of staff.</summary>
    public SiteSettings Over(SiteSettings staff) => Combine(staff, staff, fixedToOther: false);

    /// <summary>
    /// What to store of settings that staff sent: where the configuration fixes a member they saw the fixed value, so what they set
    /// <paramref name="before"/> stays for the day when it is no longer fixed.
    /// </summary>
    public SiteSettings Without(SiteSettings sent, SiteSettings before) => Combine(sent, before, fixedToOther: true);

    private static IEnumerable<string> FieldsOf(JsonElement options, string room) =>
        options.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null).Select(option => room + JsonNamingPolicy.CamelCase.ConvertName(option.Name));

    private SiteSettings Combine(SiteSettings settings, SiteSettings other, bool fixedToOther)
    {
        return settings with
        {
            Title = Text(site.Title, settings.Title, other.Title),
            Tagline = Text(site.Tagline, settings.Tagline, other.Tagline),
            Language = Text(site.Language, settings.Language, other.Language),
            TimeZone = Text(site.TimeZone, settings.TimeZone, other.TimeZone),
            Address = Text(site.Address, settings.Address, other.Address),
            DiscourageSearchEngines = site.DiscourageSearchEngines is not { } discouraged ? settings.DiscourageSearchEngines
                : fixedToOther ? other.DiscourageSearchEngines
                : discouraged,
            SendsMail = sendsMail,
            Discussion = Combine(settings.Discussion, other.Discussion, fixedToOther),
        };

        string Text(string? fixedValue, string value, string otherValue) => fixedValue is null ? value : fixedToOther ? otherValue : fixedValue;
    }

    private DiscussionSettings Combine(DiscussionSettings settings, DiscussionSettings other, bool fixedToOther)
    {
        return settings with
        {
            RequireNameAndEmail = Value(discussion.RequireNameAndEmail, settings.RequireNameAndEmail, other.RequireNameAndEmail),
            RequireLogin = Value(discussion.RequireLogin, settings.RequireLogin, other.RequireLogin),
            Moderation = Value(discussion.Moderation, settings.Moderation, other.Moderation),
            RequirePreviouslyApproved = Value(discussion.RequirePreviouslyApproved, settings.RequirePreviouslyApproved, other.RequirePreviouslyApproved),
            MaxLinks = Value(discussion.MaxLinks, settings.MaxLinks, other.MaxLinks),
            ModerationWords = Words(discussion.ModerationWords, settings.ModerationWords, other.ModerationWords),
            DisallowedWords = Words(discussion.DisallowedWords, settings.DisallowedWords, other.DisallowedWords),
            FloodSeconds = Value(discussion.FloodSeconds, settings.FloodSeconds, other.FloodSeconds),
            CloseAfterDays = Value(discussion.CloseAfterDays, settings.CloseAfterDays, other.CloseAfterDays),
            ThreadDepth = Value(discussion.ThreadDepth, settings.ThreadDepth, other.ThreadDepth),
            CommentsPerPage = Value(discussion.CommentsPerPage, settings.CommentsPerPage, other.CommentsPerPage),
            EditMinutes = Value(discussion.EditMinutes, settings.EditMinutes, other.EditMinutes),
            ShowCookieConsent = Value(discussion.ShowCookieConsent, settings.ShowCookieConsent, other.ShowCookieConsent),
            PublicModerationLog = Value(discussion.PublicModerationLog, settings.PublicModerationLog, other.PublicModerationLog),
            MailAuthors = Value(discussion.MailAuthors, settings.MailAuthors, other.MailAuthors),
            MailModerators = Value(discussion.MailModerators, settings.MailModerators, other.MailModerators),
            ThreadReplies = Value(discussion.ThreadReplies, settings.ThreadReplies, other.ThreadReplies),
            BreakIntoPages = Value(discussion.BreakIntoPages, settings.BreakIntoPages, other.BreakIntoPages),
            FirstPageByDefault = Value(discussion.FirstPageByDefault, settings.FirstPageByDefault, other.FirstPageByDefault),
            NewestOnTop = Value(discussion.NewestOnTop, settings.NewestOnTop, other.NewestOnTop),
            ShowAvatars = Value(discussion.ShowAvatars, settings.ShowAvatars, other.ShowAvatars),
            OpenNewStories = Value(discussion.OpenNewStories, settings.OpenNewStories, other.OpenNewStories),
            OfferReplyMail = Value(sendsMail ? discussion.OfferReplyMail : false, settings.OfferReplyMail, other.OfferReplyMail),
        };

        T Value<T>(T? fixedValue, T value, T otherValue)
            where T : struct => fixedValue is not { } given ? value : fixedToOther ? otherValue : given;

        ImmutableArray<string> Words(string[]? fixedValue, ImmutableArray<string> value, ImmutableArray<string> otherValue) =>
            (fixedValue is null ? value : fixedToOther ? otherValue : [.. fixedValue]).OrEmpty();
    }
}
