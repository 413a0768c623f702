using Microsoft.AspNetCore.Http.Features;

namespace OrleansNews.Site;

/// <summary>Answers for pages in memory before anything else looks at a request: no routing, no sign-in, no cookie. Whoever asks gets the same bytes.</summary>
internal sealed class PageMiddleware(RequestDelegate next, PageCache cache, PageResponder responder, PageInstruments instruments, StoryViews views)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
        if (request.PathBase.HasValue || request.Path.Value is not { } path || cache.Find(path) is not { } page || PageQuestions.Has(path, request.QueryString)) return next(context);
        if (cache.FindFresh(page) is not { } finished) return CheckAsync(context, page);
        instruments.Hit();
        views.Count(context, page.Article);
        // Counted there; the histogram of all requests would cost more than the answer does.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        return responder.WriteAsync(context, new(page, finished, null));
    }

    private async Task CheckAsync(HttpContext context, CachedPage page)
    {
        if (await cache.CheckAsync(page) is not { } served)
        {
            await next(context);
            return;
        }

        views.Count(context, page.Article);
        await responder.WriteAsync(context, served);
    }
}
