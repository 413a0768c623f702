using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Makes the one-time link by which somebody chooses their password, and shows it to the administrator, who sends it on.</summary>
internal static class PasswordLinks
{
    public static async Task<IResult> MakeAsync(IClusterClient cluster, HttpContext context, SiteFrame frame, string login)
    {
        var (actor, token) = (context.Staff(), SetupTokens.Create());
        // One's own password is changed by who knows it: a passer-by at an administrator's browser gets no link to their account.
        if (login == actor.Login) return new SeeOther(PasswordEndpoints.Path);
        if (!await cluster.GetGrain<IAccountGrain>(login).OfferPasswordLinkAsync(SetupTokens.Hash(token), actor)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var link = ChoosePasswordEndpoints.LinkOf(PublicAddress.Of(frame.Settings, context.Request), login, token);
        return new PageResult<ShownOncePage, ShownOnceModel>(
            new(frame, actor, frame.Texts.PasswordLink, frame.Texts.PasswordLinkText(login), [link], StaffEndpoints.Path, StaffEndpoints.PathOf(login)), personal: true);
    }
}
