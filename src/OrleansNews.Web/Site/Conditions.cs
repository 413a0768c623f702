using Microsoft.Net.Http.Headers;

namespace OrleansNews.Site;

/// <summary>Conditional requests (RFC 9110, section 13) for answers that are made anew each time.</summary>
internal static class Conditions
{
    /// <summary>Sets the validators of an answer that everybody may share. True when the reader has it already: then the answer is 304 and complete.</summary>
    public static bool Apply(HttpContext context, EntityTagHeaderValue tag, DateTimeOffset? lastModified = null)
    {
        var headers = context.Response.GetTypedHeaders();
        context.Response.Headers.CacheControl = "public, max-age=0, s-maxage=1, must-revalidate";
        headers.ETag = tag;
        headers.LastModified = lastModified;
        if (!IsKnown(context.Request, tag, headers.LastModified)) return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    // If-None-Match decides alone when it is there. A date must be the very one that was sent: it goes back when the newest item was taken away.
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? lastModified) =>
        request.Headers.IfNoneMatch.Count > 0
            ? EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) &&
              known.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false))
            : lastModified is { } date && request.GetTypedHeaders().IfModifiedSince == date;
}
