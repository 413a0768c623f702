using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace OrleansNews.Accounts;

/// <summary>Reads who is signed in.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>The staff member behind an authenticated principal; false for everybody else, and for claims of a role that does not exist.</summary>
    public static bool TryGetActor(this ClaimsPrincipal principal, [NotNullWhen(true)] out Actor? actor)
    {
        actor = null;
        if (principal.Identity?.IsAuthenticated is not true) return false;
        var login = principal.FindFirstValue(NewsClaims.Login);
        if (string.IsNullOrEmpty(login)) return false;
        if (!Enum.TryParse<Role>(principal.FindFirstValue(NewsClaims.Role), out var role) || !Enum.IsDefined(role)) return false;
        actor = new(login, principal.FindFirstValue(NewsClaims.Name) ?? login, role);
        return true;
    }
}
