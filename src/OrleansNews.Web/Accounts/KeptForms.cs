using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Answers forms of people who were logged out while they typed, with a login page that keeps what they typed; and of people whom nobody can be asked about, with a page that sends it again.</summary>
internal sealed class KeptForms(SiteFrames frames, SignInLimiter limiter) : IUnansweredForms
{
    /// <summary>Says of endpoints that their forms are kept. Forms with passwords must not be.</summary>
    public static readonly object Metadata = new Mark();

    /// <summary>The answer; null when there is nothing to keep.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        if (!IsKept(context.Request, context.GetEndpoint())) return null;
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return await ReadAsync(context) is { } kept ? LoginEndpoints.Page(new(await frames.GetAsync(), LocalUrls.Default) { Kept = kept }, StatusCodes.Status401Unauthorized) : null;
    }

    /// <inheritdoc/>
    public async Task<IResult?> SendAgainAsync(HttpContext context, Endpoint? endpoint) =>
        IsKept(context.Request, endpoint) && await ReadAsync(context) is { } kept
            ? new PageResult<KeptPage, KeptModel>(new(await frames.GetOrLastKnownAsync(), kept, null, false), StatusCodes.Status503ServiceUnavailable, personal: true)
            : null;

    // A script reads no such page; and what another site sends is nobody's text.
    private static bool IsKept(HttpRequest request, Endpoint? endpoint) =>
        HttpMethods.IsPost(request.Method) && endpoint?.Metadata.GetMetadata<Mark>() is not null
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && SameOrigin.IsTrusted(request);

    private static async Task<KeptForm?> ReadAsync(HttpContext context) =>
        await Forms.ReadAsync(context) is { } form ? KeptForm.Of(context.Request.PathBase + context.Request.Path + context.Request.QueryString, form) : null;

    private sealed class Mark;
}
