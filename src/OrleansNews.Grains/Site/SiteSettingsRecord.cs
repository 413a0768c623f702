using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansNews.Site;

/// <summary>The stored form of <see cref="SiteSettings"/>. A member that an older build did not write reads as its default.</summary>
internal sealed record SiteSettingsRecord
{
    private const int MostFormer = 20;

    private static readonly SiteSettings Default = new();

    public string Title { get; set; } = Default.Title;

    public string Tagline { get; set; } = Default.Tagline;

    public string Language { get; set; } = Default.Language;

    public string TimeZone { get; set; } = Default.TimeZone;

    public int StoriesPerPage { get; set; } = Default.StoriesPerPage;

    public TermRecord DefaultSection { get; set; } = TermRecord.From(Default.DefaultSection);

    public string Address { get; set; } = Default.Address;

    public bool DiscourageSearchEngines { get; set; } = Default.DiscourageSearchEngines;

    public string Permalinks { get; set; } = Default.Permalinks;

    /// <summary>The latest first.</summary>
    public ImmutableArray<string> FormerPermalinks { get; set; } = [];

    public ImmutableArray<TermRecord> Sections { get; set; } = [];

    public DiscussionRecord Discussion { get; set; } = new();

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The record of new settings, with the unknown members of the one before.</summary>
    public static SiteSettingsRecord From(SiteSettings settings, SiteSettingsRecord? earlier) => new()
    {
        Title = settings.Title,
        Tagline = settings.Tagline,
        Language = settings.Language,
        TimeZone = settings.TimeZone,
        StoriesPerPage = settings.StoriesPerPage,
        DefaultSection = Kept(settings.DefaultSection, earlier),
        Address = settings.Address,
        DiscourageSearchEngines = settings.DiscourageSearchEngines,
        Permalinks = settings.Permalinks,
        FormerPermalinks = Former(earlier?.Permalinks ?? Default.Permalinks, earlier?.FormerPermalinks ?? [], settings.Permalinks),
        Sections = [.. settings.Sections.OrEmpty().Select(section => Kept(section, earlier))],
        Discussion = DiscussionRecord.From(settings.Discussion, earlier?.Discussion),
        Unknown = earlier?.Unknown,
    };

    private static TermRecord Kept(Term section, SiteSettingsRecord? earlier) =>
        earlier?.Sections.OrEmpty().Append(earlier.DefaultSection).FirstOrDefault(stored => stored.ToTerm() == section) ?? TermRecord.From(section);

    private static ImmutableArray<string> Former(string before, ImmutableArray<string> former, string now) =>
        before == now ? former.OrEmpty() : [.. former.OrEmpty().Prepend(before).Where(pattern => pattern != now).Distinct(StringComparer.Ordinal).Take(MostFormer)];

    public SiteSettings ToSettings() => new()
    {
        Title = Title,
        Tagline = Tagline,
        Language = Language,
        TimeZone = TimeZone,
        StoriesPerPage = StoriesPerPage,
        DefaultSection = DefaultSection.ToTerm(),
        Address = Address,
        DiscourageSearchEngines = DiscourageSearchEngines,
        Permalinks = Permalinks,
        FormerPermalinks = FormerPermalinks.OrEmpty(),
        Sections = Sections.ToTerms(),
        Discussion = Discussion.ToSettings(),
    };
}

/// <summary>The stored form of <see cref="DiscussionSettings"/>.</summary>
internal sealed record DiscussionRecord
{
    private static readonly DiscussionSettings Default = new();

    public bool RequireNameAndEmail { get; set; } = Default.RequireNameAndEmail;

    public bool RequireLogin { get; set; } = Default.RequireLogin;

    public ModerationMode Moderation { get; set; } = Default.Moderation;

    public bool RequirePreviouslyApproved { get; set; } = Default.RequirePreviouslyApproved;

    public int MaxLinks { get; set; } = Default.MaxLinks;

    public ImmutableArray<string> ModerationWords { get; set; } = [];

    public ImmutableArray<string> DisallowedWords { get; set; } = [];

    public int FloodSeconds { get; set; } = Default.FloodSeconds;

    public int CloseAfterDays { get; set; } = Default.CloseAfterDays;

    public int ThreadDepth { get; set; } = Default.ThreadDepth;

    public int CommentsPerPage { get; set; } = Default.CommentsPerPage;

    public int EditMinutes { get; set; } = Default.EditMinutes;

    public bool ShowCookieConsent { get; set; } = Default.ShowCookieConsent;

    public bool PublicModerationLog { get; set; }

    public bool MailAuthors { get; set; } = Default.MailAuthors;

    public bool MailModerators { get; set; } = Default.MailModerators;

    public bool OfferReplyMail { get; set; } = Default.OfferReplyMail;

    public bool ThreadReplies { get; set; } = Default.ThreadReplies;

    public bool BreakIntoPages { get; set; } = Default.BreakIntoPages;

    public bool FirstPageByDefault { get; set; } = Default.FirstPageByDefault;

    public bool NewestOnTop { get; set; } = Default.NewestOnTop;

    public bool ShowAvatars { get; set; } = Default.ShowAvatars;

    public bool OpenNewStories { get; set; } = Default.OpenNewStories;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static DiscussionRecord From(DiscussionSettings settings, DiscussionRecord? earlier) => new()
    {
        RequireNameAndEmail = settings.RequireNameAndEmail,
        RequireLogin = settings.RequireLogin,
        Moderation = settings.Moderation,
        RequirePreviouslyApproved = settings.RequirePreviouslyApproved,
        MaxLinks = settings.MaxLinks,
        ModerationWords = settings.ModerationWords.OrEmpty(),
        DisallowedWords = settings.DisallowedWords.OrEmpty(),
        FloodSeconds = settings.FloodSeconds,
        CloseAfterDays = settings.CloseAfterDays,
        ThreadDepth = settings.ThreadDepth,
        CommentsPerPage = settings.CommentsPerPage,
        EditMinutes = settings.EditMinutes,
        ShowCookieConsent = settings.ShowCookieConsent,
        PublicModerationLog = settings.PublicModerationLog,
        MailAuthors = settings.MailAuthors,
        MailModerators = settings.MailModerators,
        OfferReplyMail = settings.OfferReplyMail,
        ThreadReplies = settings.ThreadReplies,
        BreakIntoPages = settings.BreakIntoPages,
        FirstPageByDefault = settings.FirstPageByDefault,
        NewestOnTop = settings.NewestOnTop,
        ShowAvatars = settings.ShowAvatars,
        OpenNewStories = settings.OpenNewStories,
        Unknown = earlier?.Unknown,
    };

    public DiscussionSettings ToSettings() => new()
    {
        RequireNameAndEmail = RequireNameAndEmail,
        RequireLogin = RequireLogin,
        Moderation = Moderation,
        RequirePreviouslyApproved = RequirePreviouslyApproved,
        MaxLinks = MaxLinks,
        ModerationWords = ModerationWords,
        DisallowedWords = DisallowedWords,
        FloodSeconds = FloodSeconds,
        CloseAfterDays = CloseAfterDays,
        ThreadDepth = ThreadDepth,
        CommentsPerPage = CommentsPerPage,
        EditMinutes = EditMinutes,
        ShowCookieConsent = ShowCookieConsent,
        PublicModerationLog = PublicModerationLog,
        MailAuthors = MailAuthors,
        MailModerators = MailModerators,
        OfferReplyMail = OfferReplyMail,
        ThreadReplies = ThreadReplies,
        BreakIntoPages = BreakIntoPages,
        FirstPageByDefault = FirstPageByDefault,
        NewestOnTop = NewestOnTop,
        ShowAvatars = ShowAvatars,
        OpenNewStories = OpenNewStories,
    };
}
