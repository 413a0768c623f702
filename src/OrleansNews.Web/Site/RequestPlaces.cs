using System.Threading.RateLimiting;

namespace OrleansNews.Site;

/// <summary>The places of requests that are worked on: so many for each kind of them, and so many for each network address.</summary>
internal sealed class RequestPlaces : IDisposable
{
    private readonly RateLimiter _reads;
    private readonly RateLimiter _writes;
    private readonly RateLimiter _newsroom;
    private readonly RateLimiter _explanations;
    private readonly PartitionedRateLimiter<HttpContext>? _addresses;

    public RequestPlaces(IOptions<OverloadOptions> overload, IOptions<LimitOptions> limits)
    {
        _reads = Of(overload.Value.ReadsAtOnce);
        _writes = Of(overload.Value.WritesAtOnce);
        _newsroom = Of(overload.Value.NewsroomAtOnce);
        _explanations = Of(Math.Max(1, overload.Value.WritesAtOnce / 10));
        if (!limits.Value.Enabled) return;
        var each = Bound(limits.Value.RequestsAtOnce);
        _addresses = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetConcurrencyLimiter(Requests.AddressOf(context), _ => each));
    }

    /// <summary>Takes the places that a request needs, until the answer is disposed; null with the status of a refusal when one of them is taken.</summary>
    public IDisposable? TryTake(HttpContext context, out int refusal)
    {
        refusal = StatusCodes.Status429TooManyRequests;
        var address = _addresses?.AttemptAcquire(context);
        if (address is { IsAcquired: false })
        {
            address.Dispose();
            return null;
        }

        refusal = StatusCodes.Status503ServiceUnavailable;
        var place = KindOf(context.Request).AttemptAcquire();
        if (place.IsAcquired) return address is null ? place : new Both(place, address);
        place.Dispose();
        address?.Dispose();
        return null;
    }

    /// <summary>Takes a place for giving somebody back what they typed, who got none for sending it; null when so many are given back already. Nothing is written on it.</summary>
    public IDisposable? TryTakeExplanation()
    {
        var place = _explanations.AttemptAcquire();
        if (place.IsAcquired) return place;
        place.Dispose();
        return null;
    }

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
        _newsroom.Dispose();
        _explanations.Dispose();
        _addresses?.Dispose();
    }

    private RateLimiter KindOf(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/newsroom", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/dashboard", StringComparison.OrdinalIgnoreCase)) return _newsroom;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? _reads : _writes;
    }

    private static ConcurrencyLimiter Of(int places) => new(Bound(places));

    // Nobody waits for a place: who is told at once that there is none comes back when there may be one, and what waits would make those behind it wait as well.
    private static ConcurrencyLimiterOptions Bound(int places) => new() { PermitLimit = places, QueueLimit = 0 };

    private sealed class Both(IDisposable place, IDisposable address) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            address.Dispose();
        }
    }
}
