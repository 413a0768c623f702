using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Comments;

/// <summary>
/// Knows a browser again by a signed cookie with a random number, given out when it first says something: a comment, a vote, a flag.
/// It names nobody, and no page reads it from a script.
/// </summary>
internal sealed class BrowserIdentity(IDataProtectionProvider protection)
{
    public const string CookieName = "news_browser";

    // The longest that browsers keep a cookie.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private readonly IDataProtector _protector = protection.CreateProtector("OrleansNews.Comments.Browser.v1");

    /// <summary>The browser of a request; null when it shows no cookie that we signed.</summary>
    public BrowserId? Find(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and <= 512 } cookie) return null;
        try
        {
            return Guid.TryParseExact(_protector.Unprotect(cookie), "N", out var value) ? new(value) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The browser of a request, which gets a cookie for its session when it has none.</summary>
    public BrowserId Recognise(HttpContext context)
    {
        if (Find(context) is { } known) return known;
        return Recognise(context, consent: false);
    }

    /// <summary>The browser of a request; its cookie outlives the session with its user's consent alone, also one that it has already.</summary>
    public BrowserId Recognise(HttpContext context, bool consent)
    {
        var issued = Find(context) ?? new BrowserId(new Guid(RandomNumberGenerator.GetBytes(16)));
        context.Response.Cookies.Append(CookieName, _protector.Protect(issued.Value.ToString("N")), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = consent ? Lifetime : null,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return issued;
    }
}
