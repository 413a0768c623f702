using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace OrleansNews.Site;

/// <summary>Gives an answer that has a status but no body its words: problem details for programs, a page for people.</summary>
internal sealed class StatusAnswers(SiteFrames frames)
{
    public async Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (IsForProgram(context.Request))
        {
            context.Response.Headers.CacheControl = "no-store";
            await TypedResults.Problem(new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status) }).ExecuteAsync(context);
            return;
        }

        await new PageResult<NoticePage, NoticeModel>(NoticeModel.Of(status, await frames.GetOrLastKnownAsync()), status).ExecuteAsync(context);
    }

    private static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/wp-json", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
}
