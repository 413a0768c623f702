namespace OrleansNews.Site;

/// <summary>
/// Turns away at once what comes while a front end works on as much as it should. It stands behind the pages in memory, which cost nothing, and behind the live feeds, which have bounds of their own.
/// </summary>
internal sealed class OverloadMiddleware(RequestDelegate next, RequestPlaces places, OverloadInstruments instruments)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var place = places.TryTake(context, out var refusal);
        if (place is not null)
        {
            await next(context);
            return;
        }

        instruments.Refused(refusal == StatusCodes.Status429TooManyRequests ? OverloadInstruments.Address : OverloadInstruments.Process);
        if (refusal == StatusCodes.Status503ServiceUnavailable && context.GetEndpoint()?.Metadata.GetMetadata<NoPlace>() is { } kept && places.TryTakeExplanation() is { } explanation)
        {
            using (explanation)
            {
                context.Features.Set(kept);
                await next(context);
            }

            return;
        }

        context.Response.SayRetryAfter();
        context.Response.StatusCode = refusal;
    }
}
