using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using System.Security.Claims;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Holds each session against its account, and sends browsers, not programs, to the login page.</summary>
internal sealed partial class SessionCookieEvents(SessionChecks checks, KeptForms kept, SilentCluster silence, ILogger<SessionCookieEvents> log) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SessionTickets.IsUnopened(context.Properties))
        {
            UncheckedSessions.Add(context.HttpContext);
            context.RejectPrincipal();
            return;
        }

        var principal = context.Principal;
        var login = principal?.FindFirstValue(NewsClaims.Login);
        var stamp = principal?.FindFirstValue(NewsPrincipal.Stamp);
        if (login is null || stamp is null)
        {
            await EndAsync(context);
            return;
        }

        try
        {
            var actor = await checks.CheckSessionAsync(login, stamp);
            if (actor is null) await EndAsync(context);
            else if (!Says(principal!, actor)) Replace(context, actor, stamp);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            // Without an answer nobody is staff for this request, and gets what everybody gets; the cookie stays for the next.
            LogNotChecked(log, fault);
            UncheckedSessions.Add(context.HttpContext);
            context.RejectPrincipal();
        }
    }

    public override Task SigningIn(CookieSigningInContext context)
    {
        StaffHint.Give(context.HttpContext, context.Properties.IsPersistent);
        return Task.CompletedTask;
    }

    public override Task SigningOut(CookieSigningOutContext context)
    {
        StaffHint.Take(context.HttpContext);
        return Task.CompletedTask;
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // Who is signed in must not be sent to sign in, and lose what was typed, because nobody can be asked.
        if (UncheckedSessions.Has(context.HttpContext))
        {
            await silence.AnswerAsync(context.HttpContext, context.HttpContext.GetEndpoint());
            return;
        }

        if (AccountSchemes.IsForProgram(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await kept.AnswerAsync(context.HttpContext) is { } answer)
        {
            await answer.ExecuteAsync(context.HttpContext);
            return;
        }

        // The handler's own address repeats the Host header, which anybody can choose.
        var returnUrl = request.PathBase + request.Path + request.QueryString;
        context.Response.Redirect(request.PathBase + LoginEndpoints.Path + QueryString.Create(LoginEndpoints.ReturnUrl, returnUrl));
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static async Task EndAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccountSchemes.Cookie);
    }

    private static bool Says(ClaimsPrincipal principal, Actor actor) => principal.TryGetActor(out var claimed) && claimed == actor;

    private static void Replace(CookieValidatePrincipalContext context, Actor actor, string stamp)
    {
        context.ReplacePrincipal(NewsPrincipal.Of(actor, AccountSchemes.Cookie, stamp));
        context.ShouldRenew = true;
    }

    [LoggerMessage(1, LogLevel.Warning, "A session could not be checked; it counts as signed out for one request.")]
    private static partial void LogNotChecked(ILogger logger, Exception fault);
}
