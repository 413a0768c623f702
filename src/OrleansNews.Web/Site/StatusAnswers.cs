using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OrleansNews.Layout;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Site;

/// <summary>Gives an answer that has a status but no body its words: problem details for programs (as XML for those that asked for XML), a page for people.</summary>
internal sealed class StatusAnswers(SiteFrames frames)
{
    private static readonly XNamespace _problem = "urn:ietf:rfc:7807";

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

        if (status >= StatusCodes.Status500InternalServerError && IsDocument(context.Request))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = "application/problem+xml; charset=utf-8";
            await context.Response.WriteAsync(XmlOf(ProblemOf(status, fault ?? RequestFault.Of(status, context), (await frames.GetOrLastKnownAsync()).Texts)));
            return;
        }

        var canReload = status == StatusCodes.Status503ServiceUnavailable && HttpMethods.IsGet(context.Request.Method);
        var notice = NoticeModel.Of(status, await frames.GetOrLastKnownAsync()) with { OffersReload = canReload };
        await new PageResult<NoticePage, NoticeModel>(notice, status).ExecuteAsync(context);
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

    // RFC 9457, appendix B: the same members as in JSON.
    private static string XmlOf(ProblemDetails problem)
    {
        var members = new XElement(_problem + "problem", new XElement(_problem + "title", problem.Title), new XElement(_problem + "status", problem.Status));
        if (problem.Detail is { Length: > 0 } detail) members.Add(new XElement(_problem + "detail", detail));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + members;
    }

    // A newsreader or a search engine cannot read a page for people. One that is not there, or no more, is looked at by people who followed a link: they get the page.
    private static bool IsDocument(HttpRequest request) =>
        request.Path.Value is { } path
        && (FeedRoutes.IsFeed(path) || path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || path.Equals("/robots.txt", StringComparison.OrdinalIgnoreCase));

    private static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/wp-json", StringComparison.Ordinal) ||
        request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
}
