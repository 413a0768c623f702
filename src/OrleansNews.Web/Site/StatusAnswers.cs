using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OrleansNews.Layout;

namespace OrleansNews.Site;

/// <summary>Gives an answer that has a status but no body its words: problem details for programs, a page for people.</summary>
internal sealed class StatusAnswers(SiteFrames frames)
{
    /// <summary>Answers with a status.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="fault">What the program did wrong, where that is known better than the status tells.</param>
    public async Task WriteAsync(HttpContext context, int status, RequestFault? fault = null)
    {
        context.Response.StatusCode = status;
        if (IsForProgram(context.Request))
        {
            context.Response.Headers.CacheControl = "no-store";
            await TypedResults.Problem(ProblemOf(status, fault ?? RequestFault.Of(status, context), (await frames.GetOrLastKnownAsync()).Texts)).ExecuteAsync(context);
            return;
        }

        await new PageResult<NoticePage, NoticeModel>(NoticeModel.Of(status, await frames.GetOrLastKnownAsync()), status).ExecuteAsync(context);
    }

    private static ProblemDetails ProblemOf(int status, RequestFault fault, SiteTexts texts)
    {
        var detail = fault.Say(texts);
        var problem = fault.Field is { } field
            ? new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [detail] })
            : new ProblemDetails();
        (problem.Status, problem.Title) = (status, ReasonPhrases.GetReasonPhrase(status));
        if (detail.Length > 0) problem.Detail = detail;
        return problem;
    }

    private static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/wp-json", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
}
