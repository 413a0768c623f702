namespace OrleansNews.Accounts;

/// <summary>
/// Refuses forms that another site sends: browsers say where a request comes from in Sec-Fetch-Site and Origin. A request with neither is not from a browser
/// that a person could be tricked in.
/// </summary>
internal static class SameOrigin
{
    public static RouteGroupBuilder RequireSameOrigin(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(static (context, next) => IsAllowed(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden)));
        return group;
    }

    public static bool IsAllowed(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin ||
            (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
