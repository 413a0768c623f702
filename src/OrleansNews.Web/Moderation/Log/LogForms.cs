using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Shows the moderation log: all of it to moderators, and to everybody, when the settings say so, what is nobody's secret.</summary>
internal sealed class LogForms(LogReader log, SiteFrames frames, SignedTokens<PublicLogCursor> cursors, PublicLogLimiter limiter)
{
    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var frame = await frames.GetAsync();
        var (query, actor) = (LogAddress.Read(context.Request.Query, frame.Dates), context.Staff());
        if (await log.ReadAsync(query, actor) is not { } page) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return new PageResult<ModerationLogPage, LogModel>(new(frame, actor, query, page.Items, page.Next), personal: true);
    }

    public async Task<IResult> ShowPublicAsync(HttpContext context)
    {
        var frame = await frames.GetAsync();
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var before = cursors.Read(context.Request.Query[LogAddress.Before])?.Place;
        var query = LogAddress.Read(context.Request.Query, frame.Dates) with { Moderator = "", Before = before };
        if (await log.ReadPublicAsync(query) is not { } page) return Results.StatusCode(StatusCodes.Status404NotFound);

        // Kept by nobody: when the settings close it, it is closed.
        return new PageResult<PublicLogPage, PublicLogModel>(new(frame, query, page.Items, page.Next is { } next ? cursors.Sign(new(next)) : ""), personal: true);
    }
}
