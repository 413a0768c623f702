using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Site;
using FlagPageResult = OrleansNews.Site.PageResult<OrleansNews.Comments.FlagPage, OrleansNews.Comments.FlagModel>;
using EditPageResult = OrleansNews.Site.PageResult<OrleansNews.Comments.EditPage, OrleansNews.Comments.EditModel>;
using NoticePageResult = OrleansNews.Site.PageResult<OrleansNews.Site.NoticePage, OrleansNews.Site.NoticeModel>;

namespace OrleansNews.Comments;

/// <summary>What can be done with one comment without a script: finding it, voting, flagging, editing.</summary>
internal static class CommentPageEndpoints
{
    public static IEndpointRouteBuilder MapCommentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/comments/{id:long}", PageRoutes.Methods, FindAsync);
        pages.MapPost("/comments/{id:long}/vote", VoteAsync).AddEndpointFilter(CommentPlaceFilter.FilterAsync);
        pages.MapMethods("/comments/{id:long}/flag", PageRoutes.Methods, ShowFlagAsync);
        pages.MapPost("/comments/{id:long}/flag", FlagAsync).AddEndpointFilter(CommentPlaceFilter.FilterAsync).WithMetadata(KeptForms.Metadata);
        pages.MapMethods("/comments/{id:long}/edit", PageRoutes.Methods, ShowEditAsync);
        pages.MapPost("/comments/{id:long}/edit", EditAsync).AddEndpointFilter(UncheckedSessions.FilterAsync).WithMetadata(KeptForms.Metadata);
        return pages;
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> FindAsync(long id, CommentLinks links) =>
        await links.FindAsync(new(id)) is { } address ? TypedResults.LocalRedirect(address) : TypedResults.NotFound();

    private static async Task<Results<SeeOther, BadRequest, NotFound>> VoteAsync(long id, HttpContext context, ReaderActions actions, BrowserIdentity browsers)
    {
        if (await Forms.ReadAsync(context) is not { } form) return TypedResults.BadRequest();
        if (CommentWords.VoteOf(form["vote"]) is not { } vote) return TypedResults.BadRequest();
        if (await actions.FindVisibleAsync(new(id)) is null) return TypedResults.NotFound();
        await actions.VoteAsync(new(id), browsers.Recognise(context), vote);
        return new SeeOther(Urls.Comment(new(id)));
    }

    private static async Task<Results<FlagPageResult, NotFound>> ShowFlagAsync(long id, ReaderActions actions, SiteFrames frames) =>
        await actions.FindVisibleAsync(new(id)) is { } comment
            ? new FlagPageResult(new(await frames.GetAsync(), comment, []), personal: true)
            : TypedResults.NotFound();

    private static async Task<Results<FlagPageResult, NoticePageResult, BadRequest, NotFound>> FlagAsync(
        long id, HttpContext context, ReaderActions actions, SiteFrames frames, BrowserIdentity browsers)
    {
        if (await Forms.ReadAsync(context) is not { } form) return TypedResults.BadRequest();
        var note = form["note"].ToString();
        if (await actions.FindVisibleAsync(new(id)) is not { } comment) return TypedResults.NotFound();
        var frame = await frames.GetAsync();
        if (CommentWords.FlagReasonOf(form["reason"]) is not { } reason || note.Length > ReaderActions.LongestNote)
        {
            var error = note.Length > ReaderActions.LongestNote
                ? new FieldError("note", frame.Texts.AtMostCharacters(ReaderActions.LongestNote))
                : new FieldError("reason", frame.Texts.ChooseReason);
            return new FlagPageResult(new(frame, comment, [error]) { Note = note }, StatusCodes.Status400BadRequest);
        }

        return await actions.FlagAsync(new(new(id), reason, note, browsers.Recognise(context)))
            ? new NoticePageResult(new(frame, frame.Texts.ThankYou, frame.Texts.FlagThanks), personal: true)
            : TypedResults.NotFound();
    }

    private static async Task<Results<EditPageResult, NotFound>> ShowEditAsync(
        long id, HttpContext context, ReaderActions actions, SiteFrames frames, BrowserIdentity browsers) =>
        await actions.FindEditableAsync(new(id), browsers.Find(context)) is { } comment
            ? new EditPageResult(new(await frames.GetAsync(), comment, comment.Text, comment.Version, ""), personal: true)
            : TypedResults.NotFound();

    private static async Task<Results<SeeOther, EditPageResult, BadRequest, NotFound>> EditAsync(
        long id, HttpContext context, ReaderActions actions, SiteFrames frames, BrowserIdentity browsers, CommentSender sender, CommentLinks links)
    {
        if (await Forms.ReadAsync(context) is not { } form) return TypedResults.BadRequest();
        var text = form["comment"].ToString();
        if (!int.TryParse(form["version"], out var version)) return TypedResults.BadRequest();
        if (await actions.FindEditableAsync(new(id), browsers.Find(context)) is not { } comment) return TypedResults.NotFound();

        var staff = context.User.TryGetActor(out var actor) && actor.May(Permission.ModerateComments) ? actor : null;
        var browser = staff is null ? browsers.Find(context) : null;
        PostCommentResult result = staff is null && browser is null
            ? new CommentRefused(CommentRefusal.NotEditable)
            : await sender.EditAsync(new(new(id), text, version, browser, staff));
        var frame = await frames.GetAsync();
        switch (result)
        {
            case CommentPosted posted:
                return new SeeOther(await links.AfterPostingAsync(posted, remembered: false, proven: true));
            case CommentInvalid invalid:
                return new EditPageResult(new(frame, comment, text, version, frame.Texts.Of(invalid.Errors[0])), StatusCodes.Status400BadRequest);
            case CommentRefused refused:
                return new EditPageResult(new(frame, comment, text, version, RefusalTexts.Of(refused.Reason, frame.Texts)), RefusalTexts.StatusOf(refused.Reason));
            default:
                throw new InvalidOperationException($"The intake answered with an unknown {result.GetType().Name}.");
        }
    }
}
