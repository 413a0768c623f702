using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The second step of signing in. Who has no ticket from the first goes back to it.</summary>
internal static class SecondStepEndpoints
{
    public const string Path = LoginEndpoints.Path + "/code";

    public static void MapSecondStep(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (Delegate)ShowAsync);
        pages.MapPost(Path, CompleteAsync).WithMetadata(new BodyLimit(LoginEndpoints.LargestKept));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SecondStepTickets tickets, SiteFrames frames) =>
        tickets.Read(context) is null ? new SeeOther(LoginEndpoints.Path) : Page(new(await frames.GetAsync()), StatusCodes.Status200OK);

    private static async Task<IResult> CompleteAsync(HttpContext context, SecondStepTickets tickets, StaffSignIn signIn, SignInLimiter limiter, SiteFrames frames)
    {
        if (LoginEndpoints.IsTooMuch(context, limiter)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var kept = KeptForm.Read(form);
        if (tickets.Read(context) is not { } ticket)
            return kept is null ? new SeeOther(LoginEndpoints.Path) : LoginEndpoints.Page(new(await frames.GetAsync(), LocalUrls.Default) { Kept = kept }, StatusCodes.Status401Unauthorized);
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Refuse(await frames.GetOrLastKnownAsync(), kept, static texts => texts.TooManySignIns, StatusCodes.Status429TooManyRequests);
        }

        if (await signIn.CompleteAsync(ticket, form.Typed("code"), BrowserNames.Of(context.Request)) is not { } session)
            return Refuse(await frames.GetAsync(), kept, static texts => texts.CodeRefused, StatusCodes.Status401Unauthorized);
        SecondStepTickets.Take(context);
        return await LoginEndpoints.BeginAsync(context, session, ticket.Remember, ticket.ReturnUrl, kept, frames);
    }

    private static PageResult<SecondStepPage, SecondStepModel> Refuse(SiteFrame frame, KeptForm? kept, Func<SiteTexts, string> error, int status) =>
        Page(new(frame) { Kept = kept, Errors = [new("code", error(frame.Texts))] }, status);

    internal static PageResult<SecondStepPage, SecondStepModel> Page(SecondStepModel model, int status) => new(model, status, personal: true);
}
