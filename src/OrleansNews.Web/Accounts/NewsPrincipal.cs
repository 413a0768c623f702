using System.Security.Claims;

namespace OrleansNews.Accounts;

/// <summary>An actor as claims.</summary>
internal static class NewsPrincipal
{
    /// <summary>The claim that carries the account's stamp in a session.</summary>
    public const string Stamp = "news:stamp";

    public static ClaimsPrincipal Of(Actor actor, string scheme, string? stamp = null)
    {
        var identity = new ClaimsIdentity(scheme, NewsClaims.Name, NewsClaims.Role);
        identity.AddClaim(new(NewsClaims.Login, actor.Login));
        identity.AddClaim(new(NewsClaims.Name, actor.Name));
        identity.AddClaim(new(NewsClaims.Role, actor.Role.ToString()));
        if (stamp is not null) identity.AddClaim(new(Stamp, stamp));
        return new(identity);
    }
}
