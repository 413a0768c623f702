using Microsoft.AspNetCore.Http.Features;

namespace OrleansNews.Site;

/// <summary>Answers for pages in memory before anything else looks at a request: no routing, no sign-in, no cookie. Whoever asks gets the same bytes.</summary>
internal sealed class PageMiddleware(RequestDelegate next, PageCache cache, PageResponder responder, PageInstruments instruments)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
        if (request.PathBase.HasValue || request.Path.Value is not { } path || cache.Find(path) is not { } page || PageQuestions.Has(request.QueryString)) return next(context);
        if (cache.FindFresh(page) is not { } finished) return CheckAsync(context, page);
        instruments.Hit();
        // Counted there; the histogram of all requests would cost more than the answer does.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        return responder.WriteAsync(context, new(page, finished, null));
    }

    private async Task CheckAsync(HttpContext context, CachedPage page)
    {
        if (await cache.CheckAsync(page) is { } served) await responder.WriteAsync(context, served);
        else await next(context);
    }
}
