using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Accounts;

/// <summary>Keeps the ticket between the two steps of signing in: in a cookie that is sealed, lasts five minutes, and is sent to the login pages alone.</summary>
internal sealed class SecondStepTickets(IDataProtectionProvider protection, [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    public const string Cookie = "news-second-step";

    /// <summary>How long somebody may take to type the code.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const char Separator = '\n';
    private const int Parts = 5;

    private readonly IDataProtector _protector = protection.CreateProtector("OrleansNews.Accounts.SecondStep.v1");

    public void Give(HttpContext context, SecondStepTicket ticket)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = string.Join(Separator, ticket.Login, ticket.Stamp, ticket.Remember ? "1" : "0", until, ticket.ReturnUrl);
        context.Response.Cookies.Append(Cookie, _protector.Protect(content), Options(context));
    }

    /// <summary>The ticket of a request; null for none, and one that is forged, damaged or too old.</summary>
    public SecondStepTicket? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and < 4096 } text) return null;
        try
        {
            var parts = _protector.Unprotect(text).Split(Separator);
            if (parts.Length != Parts || !long.TryParse(parts[3], CultureInfo.InvariantCulture, out var until)) return null;
            return time.GetUtcNow().ToUnixTimeSeconds() < until ? new(parts[0], parts[1], parts[2] == "1", LocalUrls.OrNone(parts[4])) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = LoginEndpoints.Path,
        MaxAge = Lifetime,
        IsEssential = true,
    };
}
