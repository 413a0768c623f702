using System.Security.Claims;

namespace OrleansNews.Accounts;

/// <summary>What the pages for staff read from a request.</summary>
internal static class StaffRequests
{
    /// <summary>Who is signed in. For endpoints that let in nobody else.</summary>
    public static Actor Staff(this HttpContext context) =>
        context.User.TryGetActor(out var actor) ? actor : throw new InvalidOperationException("This endpoint must have a policy.");

    /// <summary>The stamp of the session.</summary>
    public static string SessionStamp(this HttpContext context) => context.User.FindFirstValue(NewsPrincipal.Stamp) ?? "";

    /// <summary>What was typed into a field, without blanks around it.</summary>
    public static string Typed(this IFormCollection form, string field) => form[field].ToString().Trim();
}
