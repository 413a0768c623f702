using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace OrleansNews.Site;

/// <summary>Answers with bytes that programs read and ask for again and again: with a strong entity tag, a date if one is known, and 304 while nothing changed.</summary>
internal sealed class DocumentResult(byte[] bytes, string contentType, DateTimeOffset? lastModified = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        if (Conditions.Apply(httpContext, tag, lastModified)) return;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
