namespace OrleansNews.Site;

/// <summary>
/// Refuses what another site's page makes a reader's browser send. Pages are shared by everybody and so hold no token of one reader; what
/// tells a forged request is what browsers themselves say about it (Fetch Metadata, and Origin from older ones). A program that is no
/// browser sends neither, and carries no reader's cookies that it could misuse.
/// </summary>
internal static class SameOrigin
{
    public static RouteGroupBuilder RequireSameOrigin(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(static (context, next) =>
            IsTrusted(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(TypedResults.StatusCode(StatusCodes.Status403Forbidden)));
        return group;
    }

    internal static bool IsTrusted(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        // The scheme is not compared: a proxy that ends TLS hides it.
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
    }

    private static string Authority(HttpRequest request) => request.Host.Port is 80 or 443 ? request.Host.Host : request.Host.Value ?? "";
}
