using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>Headers that confine what a page can do, on every answer that does not bring its own.</summary>
internal static class SecurityHeaders
{
    // Stories show pictures, sound and film from other places over https; code and styles come from here alone.
    private static readonly StringValues _policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; media-src 'self' https:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly KeyValuePair<string, StringValues>[] _all =
    [
        new("Content-Security-Policy", _policy),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "strict-origin-when-cross-origin"),
        new("X-Frame-Options", "DENY"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ];

    /// <summary>Sets them all.</summary>
    public static void Apply(IHeaderDictionary headers)
    {
        foreach (var (name, value) in _all) headers[name] = value;
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            foreach (var (name, value) in _all) headers.TryAdd(name, value);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
