namespace OrleansNews.Accounts;

/// <summary>
/// Says to the scripts of public pages that somebody of the staff signed in with this browser, so that they ask for the tools of staff, and that all others ask for nothing. It says not who, proves nothing
/// and changes no answer: whoever sets it by hand is refused by what the script asks.
/// </summary>
internal static class StaffHint
{
    /// <summary>The cookie's name; <c>staff-tools.js</c> knows it, too.</summary>
    public const string Cookie = "news-staff";

    // The longest that browsers keep anything. A session is longer or shorter, and the script takes the hint away when it finds that there is none.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(400);

    /// <summary>Set with a session.</summary>
    public static void Give(HttpContext context, bool remember) => context.Response.Cookies.Append(Cookie, "1", Options(context, remember ? _longest : null));

    /// <summary>Taken with it.</summary>
    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        Path = "/", SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, HttpOnly = false, MaxAge = age, IsEssential = true,
    };
}
