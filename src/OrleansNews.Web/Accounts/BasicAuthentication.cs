using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>HTTP Basic (RFC 7617) with login and application password, as WordPress clients send it. The account's own password is never taken here.</summary>
internal sealed class BasicAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionChecks checks,
    SignInLimiter limiter) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int MaxCredentials = 1024;

    private bool _refused;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!TryRead(out var login, out var password)) return AuthenticateResult.Fail("The credentials cannot be read.");
        // The right ones are not counted: a program may send many requests. Of those that are under way at once each is asked for.
        if (!limiter.MayPass(Context))
        {
            _refused = true;
            return AuthenticateResult.Fail("Too many wrong application passwords came from this network address.");
        }

        var actor = await checks.CheckApplicationPasswordAsync(login, password);
        if (actor is not null) return AuthenticateResult.Success(new(NewsPrincipal.Of(actor, Scheme.Name), Scheme.Name));
        limiter.TryPass(Context);
        return AuthenticateResult.Fail("There is no such application password.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refused)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            AddressLimiter.SayWhen(Response);
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"OrleansNews\", charset=\"UTF-8\"";
        return Task.CompletedTask;
    }

    private bool TryRead(out string login, out string password)
    {
        (login, password) = ("", "");
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) || header.Parameter is not { Length: <= MaxCredentials } parameter) return false;
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length)) return false;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !Logins.TryNormalise(text[..colon], out login)) return false;
        password = text[(colon + 1)..];
        return true;
    }
}
