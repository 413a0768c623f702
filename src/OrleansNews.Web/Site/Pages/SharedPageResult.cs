namespace OrleansNews.Site;

/// <summary>Answers an address that answers everybody alike.</summary>
internal sealed class SharedPageResult(string path, IPageSource source) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var (answer, served) = await services.GetRequiredService<PageCache>().GetAsync(path, source);
        switch (answer)
        {
            case PageEdition when served is { } page:
                services.GetRequiredService<StoryViews>().Count(httpContext, page.Page?.Article);
                await services.GetRequiredService<PageResponder>().WriteAsync(httpContext, page);
                break;
            case PageMoved moved:
                await TypedResults.LocalRedirect(moved.Location + httpContext.Request.QueryString, permanent: true).ExecuteAsync(httpContext);
                break;
            case PageMissing missing:
                await services.GetRequiredService<StatusAnswers>().WriteAsync(httpContext, missing.Status);
                break;
            default:
                // Too old to be shown, and nothing newer to be had.
                httpContext.Response.SayRetryAfter();
                await services.GetRequiredService<StatusAnswers>().WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable);
                break;
        }
    }
}
