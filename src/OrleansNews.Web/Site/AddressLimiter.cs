using System.Threading.RateLimiting;

namespace OrleansNews.Site;

/// <summary>Counts what each network address does within a minute, against a bound.</summary>
internal abstract class AddressLimiter : IDisposable
{
    private const int Segments = 6;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly bool _enabled;

    /// <param name="options">Whether the bounds apply.</param>
    /// <param name="bound">How much one address may do a minute.</param>
    protected AddressLimiter(LimitOptions options, int bound)
    {
        _enabled = options.Enabled;
        _addresses = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = bound,
            QueueLimit = 0,
            SegmentsPerWindow = Segments,
            Window = Window,
        }));
    }

    /// <summary>Counts what the address does. False when that is beyond the bound.</summary>
    public bool TryPass(HttpContext context) => TryTake(context, 1);

    /// <summary>Whether the address may do something yet. Counts nothing.</summary>
    public bool MayPass(HttpContext context) => TryTake(context, 0);

    /// <summary>Writes into a refusal when to go on.</summary>
    public static void SayWhen(HttpResponse refusal) => refusal.SayRetryAfter((int)(Window / Segments).TotalSeconds);

    /// <summary>Refuses with 429 what an address sends beyond its bound; what it only reads is not counted.</summary>
    internal static async ValueTask<object?> FilterWritesAsync<TLimiter>(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        where TLimiter : AddressLimiter
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(context);
        if (http.RequestServices.GetRequiredService<TLimiter>().TryPass(http)) return await next(context);
        SayWhen(http.Response);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => _addresses.Dispose();

    private bool TryTake(HttpContext context, int permits)
    {
        if (!_enabled) return true;
        using var lease = _addresses.AttemptAcquire(Requests.AddressOf(context), permits);
        return lease.IsAcquired;
    }
}
