namespace OrleansNews.Site;

/// <summary>Bounds what each network address sends, so that one cannot keep the cluster busy for all.</summary>
internal sealed class WriteLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.WritesPerMinute)
{
    /// <summary>Refuses with 429 what an address sends beyond its bound.</summary>
    internal static ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => FilterWritesAsync<WriteLimiter>(context, next);
}
