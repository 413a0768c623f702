using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Shows and changes WordPress's discussion settings.</summary>
internal sealed class DiscussionForms(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    public const string Path = "/newsroom/settings/discussion";

    public async Task<IResult> ShowAsync(HttpContext context) =>
        Page(new(await frames.GetAsync(), context.Staff(), await ReadAsync()) { Saved = context.Request.Query.ContainsKey("saved") }, StatusCodes.Status200OK);

    public async Task<IResult> SaveAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var settings = await ReadAsync();
        var typed = settings with { Version = version, Discussion = Read(form, settings.Discussion) };
        var result = await cluster.GetGrain<ISiteGrain>(0).UpdateAsync(typed, context.Staff()).WaitAsync(options.Value.WriteDeadline);
        if (result.Saved) return new SeeOther($"{Path}?saved");

        // What somebody else saved meanwhile is the version to change next; what was typed here stays in the form.
        var model = new DiscussionModel(await frames.GetAsync(), context.Staff(), typed with { Version = result.Current.Version }) { Errors = result.Errors };
        return Page(model, result.Current.Version == version ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    // A number that is none is one that the rules refuse, so that the message stands at its field.
    private static DiscussionSettings Read(IFormCollection form, DiscussionSettings before)
    {
        return before with
        {
            RequireNameAndEmail = Is("requireNameAndEmail"),
            RequireLogin = Is("requireLogin"),
            Moderation = Is("moderation") ? ModerationMode.All : ModerationMode.None,
            RequirePreviouslyApproved = Is("requirePreviouslyApproved"),
            MaxLinks = Number("maxLinks"),
            ModerationWords = Words("moderationWords"),
            DisallowedWords = Words("disallowedWords"),
            FloodSeconds = Number("floodSeconds"),
            CloseAfterDays = Number("closeAfterDays"),
            ThreadDepth = Number("threadDepth"),
            CommentsPerPage = Number("commentsPerPage"),
            EditMinutes = Number("editMinutes"),
            ShowCookieConsent = Is("showCookieConsent"),
            PublicModerationLog = Is("publicModerationLog"),
        };

        bool Is(string field) => form[$"discussion.{field}"] == "1";

        int Number(string field) => int.TryParse(form.Typed($"discussion.{field}"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

        ImmutableArray<string> Words(string field) =>
            [.. form[$"discussion.{field}"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
    }

    // The page cache's settings may be a second old: who changes them must see the present ones.
    private async Task<SiteSettings> ReadAsync() => (await cluster.GetGrain<ISiteGrain>(0).GetAsync(0).WaitAsync(options.Value.Deadline))!;

    private static PageResult<DiscussionPage, DiscussionModel> Page(DiscussionModel model, int status) => new(model, status, personal: true);
}
