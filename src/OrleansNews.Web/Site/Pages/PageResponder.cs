using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>Sends finished pages: negotiation, conditional requests, headers. Everything it sets was made before; a hit allocates next to nothing.</summary>
internal sealed class PageResponder(PageCompressor compressor, PageCache cache, IOptions<ReadOptions> options)
{
    private static readonly StringValues _html = new("text/html; charset=utf-8");
    private static readonly StringValues _vary = new("Accept-Encoding");
    private static readonly StringValues _staleMark = new("1");

    // A browser asks every time; a shared cache may answer for the operator's time, by default one second.
    private readonly StringValues _cacheControl = new(string.Create(
        CultureInfo.InvariantCulture, $"public, max-age=0, s-maxage={(long)options.Value.SharedCacheAge.TotalSeconds}, must-revalidate"));

    // What is stale here must not become staler elsewhere.
    private static readonly StringValues _staleCacheControl = new("public, max-age=0, must-revalidate");

    public Task WriteAsync(HttpContext context, ServedPage page)
    {
        var headers = context.Request.Headers;
        var accepted = AcceptedCodings.Of(headers.AcceptEncoding);
        var body = page.Finished.Choose(accepted);
        if (page.Page is { } cached && page.Finished.Missing(accepted) is { } missing) Request(cached, page.Finished, missing);

        var response = context.Response;
        SecurityHeaders.Apply(response.Headers);
        response.Headers.Vary = _vary;
        response.Headers.CacheControl = page.Age is null ? _cacheControl : _staleCacheControl;
        if (page.Age is { } age) MarkStale(response.Headers, age);
        var document = page.Finished.Document;
        if (document is not null && document.LastModified.Count > 0) response.Headers.LastModified = document.LastModified;
        var ifNoneMatch = headers.IfNoneMatch;
        if (ifNoneMatch.Count > 0 && page.Finished.FindKnown(ifNoneMatch, body) is { } known)
        {
            response.Headers.ETag = known.TagHeader;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.Headers.ETag = body.TagHeader;
        // A date must be the very one that was sent: it goes back when the newest item was taken away.
        if (document is not null && ifNoneMatch.Count == 0 && document.LastModified.Count > 0 && headers.IfModifiedSince == document.LastModified)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.Headers.ContentType = document?.ContentType ?? _html;
        if (body.Name.Count > 0) response.Headers.ContentEncoding = body.Name;
        response.ContentLength = body.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : SendAsync(response, body.Bytes);
    }

    /// <summary>Sends a page that nobody keeps.</summary>
    public static async Task WriteForOneAsync(HttpContext context, FinishedPage page, int status = StatusCodes.Status200OK)
    {
        var body = page.Identity.Bytes;
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = _html;
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    // Once the headers are out, memory that is asked for is the connection's own: the page is one segment of one send. Written without that, it becomes one of 4 KiB each.
    private static async Task SendAsync(HttpResponse response, byte[] bytes)
    {
        await response.StartAsync();
        var writer = response.BodyWriter;
        bytes.CopyTo(writer.GetMemory(bytes.Length));
        writer.Advance(bytes.Length);
        await writer.FlushAsync();
    }

    private static void MarkStale(IHeaderDictionary headers, TimeSpan age)
    {
        headers.Age = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers["X-OrleansNews-Stale"] = _staleMark;
    }

    // Apart from the hit, whose method would otherwise carry the closure.
    private void Request(CachedPage page, FinishedPage finished, ContentCoding coding) => compressor.Request(finished, coding, () => cache.Weigh(page));
}
