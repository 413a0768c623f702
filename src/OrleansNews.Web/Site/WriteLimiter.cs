using System.Globalization;
using System.Threading.RateLimiting;

namespace OrleansNews.Site;

/// <summary>Counts what each network address sends, so that one cannot keep the cluster busy for all.</summary>
internal sealed class WriteLimiter(IOptions<LimitOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = options.Value.WritesPerMinute,
            QueueLimit = 0,
            SegmentsPerWindow = 6,
            Window = Window,
        }));

    /// <summary>Seconds to wait before the next request; null when this one may pass.</summary>
    public int? TryPass(HttpContext context)
    {
        if (!options.Value.Enabled) return null;
        using var lease = _addresses.AttemptAcquire(Requests.AddressOf(context));
        return lease.IsAcquired ? null : (int)(Window / 6).TotalSeconds;
    }

    public void Dispose() => _addresses.Dispose();

    /// <summary>Refuses with 429 what an address sends beyond its bound.</summary>
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(context);
        if (http.RequestServices.GetRequiredService<WriteLimiter>().TryPass(http) is not { } seconds) return await next(context);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
