namespace OrleansNews.Accounts;

/// <summary>The ways in which a request says who it is from.</summary>
internal static class AccountSchemes
{
    /// <summary>Chooses one of the others by request.</summary>
    public const string Default = "news";

    /// <summary>A signed-in browser.</summary>
    public const string Cookie = "news-session";

    /// <summary>A program with an application password, on the API's addresses alone.</summary>
    public const string Basic = "news-basic";

    /// <summary>Which of them a request is to be read with.</summary>
    public static string Choose(HttpContext context) =>
        IsForProgram(context.Request) && context.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? Basic : Cookie;

    /// <summary>Whether an answer is read by a program, which no login page helps.</summary>
    public static bool IsForProgram(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/wp-json");
}
