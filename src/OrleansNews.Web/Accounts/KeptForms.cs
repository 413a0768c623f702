using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Answers forms of people who were logged out while they typed: with a login page that keeps what they typed.</summary>
internal sealed class KeptForms(SiteFrames frames, SignInLimiter limiter)
{
    /// <summary>Says of endpoints that their forms are kept. Forms with passwords must not be.</summary>
    public static readonly object Metadata = new Mark();

    /// <summary>The answer; null when there is nothing to keep.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        // A script reads no login page; and what another site sends is nobody's text.
        if (!HttpMethods.IsPost(request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null) return null;
        if (!request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) || !SameOrigin.IsTrusted(request)) return null;
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await Forms.ReadAsync(context) is not { } form || KeptForm.Of(request.PathBase + request.Path + request.QueryString, form) is not { } kept) return null;
        return LoginEndpoints.Page(new(await frames.GetAsync(), LocalUrls.Default) { Kept = kept }, StatusCodes.Status401Unauthorized);
    }

    private sealed class Mark;
}
