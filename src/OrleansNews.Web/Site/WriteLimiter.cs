namespace OrleansNews.Site;

/// <summary>Bounds what each network address sends, so that one cannot keep the cluster busy for all.</summary>
internal sealed class WriteLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.WritesPerMinute)
{
    /// <summary>Refuses with 429 what an address sends beyond its bound.</summary>
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(context);
        if (http.RequestServices.GetRequiredService<WriteLimiter>().TryPass(http)) return await next(context);
        SayWhen(http.Response);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
