using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Shows and changes WordPress's discussion settings.</summary>
internal sealed class DiscussionForms(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    public async Task<IResult> ShowAsync(HttpContext context) =>
        Page(new(await frames.GetAsync(), context.Staff(), await ReadAsync()) { Saved = context.Request.Query.ContainsKey("saved") }, StatusCodes.Status200OK);

    public async Task<IResult> SaveAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var settings = await ReadAsync();
        var typed = settings with { Version = version, Discussion = Read(form, settings) };
        var result = await cluster.GetGrain<ISiteGrain>(0).UpdateAsync(typed, context.Staff()).WaitAsync(options.Value.WriteDeadline);
        if (result.Saved)
        {
            frames.SettingsChanged();
            return new SeeOther($"{SettingsPaths.Discussion}?saved");
        }

        // What somebody else saved meanwhile is the version to change next; what was typed here stays in the form.
        var frame = await frames.GetAsync();
        var model = new DiscussionModel(frame, context.Staff(), typed with { Version = result.Current.Version, Fixed = result.Current.Fixed }) { Errors = frame.Texts.OfAll(result.Errors) };
        return Page(model, result.Current.Version == version ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    // A number that is none is one that the rules refuse, so that the message stands at its field. What the configuration fixes has a field that no browser sends.
    private static DiscussionSettings Read(IFormCollection form, SiteSettings settings)
    {
        var before = settings.Discussion;
        return before with
        {
            OpenNewStories = Is("openNewStories", before.OpenNewStories),
            RequireNameAndEmail = Is("requireNameAndEmail", before.RequireNameAndEmail),
            RequireLogin = Is("requireLogin", before.RequireLogin),
            Moderation = Is("moderation", before.Moderation == ModerationMode.All) ? ModerationMode.All : ModerationMode.None,
            RequirePreviouslyApproved = Is("requirePreviouslyApproved", before.RequirePreviouslyApproved),
            MaxLinks = Number("maxLinks", before.MaxLinks),
            ModerationWords = Words("moderationWords", before.ModerationWords),
            DisallowedWords = Words("disallowedWords", before.DisallowedWords),
            FloodSeconds = Number("floodSeconds", before.FloodSeconds),
            CloseAfterDays = Number("closeAfterDays", before.CloseAfterDays),
            ThreadDepth = Number("threadDepth", before.ThreadDepth),
            CommentsPerPage = Number("commentsPerPage", before.CommentsPerPage),
            EditMinutes = Number("editMinutes", before.EditMinutes),
            ShowCookieConsent = Is("showCookieConsent", before.ShowCookieConsent),
            PublicModerationLog = Is("publicModerationLog", before.PublicModerationLog),
            MailAuthors = Is("mailAuthors", before.MailAuthors),
            MailModerators = Is("mailModerators", before.MailModerators),
            OfferReplyMail = Is("offerReplyMail", before.OfferReplyMail),
            ThreadReplies = Is("threadReplies", before.ThreadReplies),
            BreakIntoPages = Is("breakIntoPages", before.BreakIntoPages),
            FirstPageByDefault = Is("firstPageByDefault", before.FirstPageByDefault),
            NewestOnTop = Is("newestOnTop", before.NewestOnTop),
            ShowAvatars = Is("showAvatars", before.ShowAvatars),
        };

        bool IsFixed(string field) => settings.IsFixed($"discussion.{field}");

        bool Is(string field, bool known) => IsFixed(field) ? known : form[$"discussion.{field}"] == "1";

        int Number(string field, int known) => IsFixed(field) ? known : int.TryParse(form.Typed($"discussion.{field}"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

        ImmutableArray<string> Words(string field, ImmutableArray<string> known) =>
            IsFixed(field) ? known : [.. form[$"discussion.{field}"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
    }

    // The page cache's settings may be a second old: who changes them must see the present ones.
    private async Task<SiteSettings> ReadAsync() => (await cluster.GetGrain<ISiteGrain>(0).GetAsync(0).WaitAsync(options.Value.Deadline))!;

    private static PageResult<DiscussionPage, DiscussionModel> Page(DiscussionModel model, int status) => new(model, status, personal: true);
}
