namespace OrleansNews.Site;

/// <summary>How a page is mapped: GET and HEAD, one address, with a trailing slash as WordPress has it.</summary>
internal static class PageRoutes
{
    /// <summary>The methods of a page.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

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
