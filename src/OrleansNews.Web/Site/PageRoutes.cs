namespace OrleansNews.Site;

/// <summary>How a page is mapped: GET and HEAD, one address, with a trailing slash as WordPress has it.</summary>
internal static class PageRoutes
{
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder pages, string pattern, Delegate handler) =>
        pages.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler).ExcludeFromDescription();

    /// <summary>Bounds the bodies of a group's requests.</summary>
    public static RouteGroupBuilder WithBodyLimit(this RouteGroupBuilder group, long bytes) => group.WithMetadata(new BodyLimit(bytes));

    /// <summary>Sends requests without the trailing slash to the address with it.</summary>
    public static RouteGroupBuilder WithTrailingSlash(this RouteGroupBuilder pages)
    {
        pages.AddEndpointFilter(static (context, next) =>
        {
            var request = context.HttpContext.Request;
            return request.Path.Value is ['/', .., not '/']
                ? ValueTask.FromResult<object?>(TypedResults.LocalRedirect(request.PathBase + request.Path + "/" + request.QueryString, permanent: true))
                : next(context);
        });
        return pages;
    }
}
