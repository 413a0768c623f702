using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Signing in and out.</summary>
internal static class LoginEndpoints
{
    public const string Path = "/login";
    public const string ReturnUrl = "returnUrl";

    /// <summary>A form that is kept, and the fields of the login beside it.</summary>
    public const long LargestKept = KeptForm.MaxLength + (64 << 10);

    // Only a login with a form that is kept is larger.
    private const long Usual = 64 << 10;

    public static void MapLogin(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (Delegate)ShowAsync);
        pages.MapPost(Path, SignInAsync).WithMetadata(new BodyLimit(LargestKept));
        pages.MapPost("/logout", SignOutAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SiteFrames frames)
    {
        var frame = await frames.GetAsync();
        var who = context.User.TryGetActor(out var actor) ? actor.Name : "";
        return Page(new(frame, LocalUrls.OrNone(context.Request.Query[ReturnUrl])) { SignedInAs = who }, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, StaffSignIn signIn, SecondStepTickets tickets, SignInLimiter limiter, SiteFrames frames)
    {
        if (IsTooMuch(context, limiter)) return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var login = form["login"].ToString();
        var (returnUrl, remember) = (LocalUrls.OrNone(form[ReturnUrl]), form.ContainsKey("rememberme"));
        var kept = KeptForm.Read(form);
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            var known = await frames.GetOrLastKnownAsync();
            return Page(new(known, returnUrl) { Login = login, Kept = kept, Error = known.Texts.TooManySignIns }, StatusCodes.Status429TooManyRequests);
        }

        try
        {
            switch (await signIn.SignInAsync(login, form["password"].ToString(), BrowserNames.Of(context.Request)))
            {
                case SignedIn session:
                    return await BeginAsync(context, session, remember, returnUrl, kept, frames);
                case SecondFactorWanted wanted when Logins.TryNormalise(login, out var key):
                    tickets.Give(context, new(key, wanted.Stamp, remember, returnUrl));
                    return kept is null ? new SeeOther(SecondStepEndpoints.Path) : SecondStepEndpoints.Page(new(await frames.GetAsync()) { Kept = kept }, StatusCodes.Status200OK);
            }
        }
        catch (PasswordHashingBusyException)
        {
            context.Response.SayRetryAfter();
            return await RefuseAsync(static texts => texts.ManySignIns, StatusCodes.Status503ServiceUnavailable);
        }

        return await RefuseAsync(static texts => texts.LoginRefused, StatusCodes.Status401Unauthorized);

        async Task<IResult> RefuseAsync(Func<SiteTexts, string> error, int status)
        {
            var frame = await frames.GetAsync();
            return Page(new(frame, returnUrl) { Login = login, Kept = kept, Error = error(frame.Texts) }, status);
        }
    }

    /// <summary>Whether somebody who has no attempts left sends a large form: it is refused before it is read.</summary>
    public static bool IsTooMuch(HttpContext context, SignInLimiter limiter)
    {
        if (context.Request.ContentLength <= Usual || limiter.MayPass(context)) return false;
        AddressLimiter.SayWhen(context.Response);
        return true;
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionChecks sessions)
    {
        // Without its cookie the browser is signed out; with its session over, so is every copy of that cookie.
        if (context.User.FindFirstValue(NewsClaims.Login) is { } login && context.User.FindFirstValue(NewsPrincipal.Stamp) is { } stamp) await sessions.EndSessionAsync(login, stamp);
        await context.SignOutAsync(AccountSchemes.Cookie);
        return Results.LocalRedirect(LocalUrls.Default);
    }

    /// <summary>Gives the browser its session and sends it on: to what its account must have first, to where it wanted, or to its work.</summary>
    public static async Task<IResult> BeginAsync(HttpContext context, SignedIn session, bool remember, string returnUrl, KeptForm? kept, SiteFrames frames)
    {
        await GiveAsync(context, session, remember);
        if (kept is not null) return new PageResult<KeptPage, KeptModel>(new(await frames.GetAsync(), kept, session.Actor.Name, session.MustEnrol), personal: true);
        return Results.LocalRedirect(session.MustEnrol ? SecondFactorEndpoints.Path : returnUrl.Length > 0 ? returnUrl : WorkPlaces.Of(session.Actor));
    }

    /// <summary>Gives the browser its session.</summary>
    public static Task GiveAsync(HttpContext context, SignedIn session, bool remember) => context.SignInAsync(
        AccountSchemes.Cookie,
        NewsPrincipal.Of(session.Actor, AccountSchemes.Cookie, session.Stamp),
        new() { IsPersistent = remember });

    internal static PageResult<LoginPage, LoginModel> Page(LoginModel model, int status) => new(model, status, personal: true);
}
