using Microsoft.AspNetCore.Authentication;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Changing one's own password, which ends every other session.</summary>
internal static class PasswordEndpoints
{
    public const string Path = ProfileEndpoints.Path + "/password";

    public static void MapPassword(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (Delegate)ShowAsync);
        pages.MapPost(Path, ChangeAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SiteFrames frames) => Page(new(await frames.GetAsync(), context.Staff()), StatusCodes.Status200OK);

    private static async Task<IResult> ChangeAsync(
        HttpContext context, IClusterClient cluster, PasswordHashing hashing, PasswordQuestion question, SessionChecks sessions, SiteFrames frames)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (frame, actor, password) = (await frames.GetAsync(), context.Staff(), form["password"].ToString());
        var model = new PasswordModel(frame, actor);
        var account = cluster.GetGrain<IAccountGrain>(actor.Login);
        if (await account.GetAsync(actor) is not { } view) return new SeeOther(LoginEndpoints.Path);
        if (PasswordRules.Objection(password, actor.Login, view.Email) is { } objection)
            return Page(model with { Errors = [new(objection.Field, frame.Texts.Of(objection))] }, StatusCodes.Status400BadRequest);
        if (await question.AskAsync(context, actor, form[PasswordQuestion.Field].ToString(), frame.Texts) is { } refusal) return Page(model with { Errors = refusal.Errors }, refusal.Status);

        string hash;
        try
        {
            hash = await hashing.HashAsync(password);
        }
        catch (PasswordHashingBusyException)
        {
            context.Response.SayRetryAfter();
            return Page(model with { Errors = [new("password", frame.Texts.ManySignIns)] }, StatusCodes.Status503ServiceUnavailable);
        }

        if (await account.ChangePasswordAsync(new(hash), context.SessionStamp(), actor) is not { } session) return new SeeOther(LoginEndpoints.Path);
        sessions.Forget(actor.Login);
        var present = await context.AuthenticateAsync(AccountSchemes.Cookie);
        await LoginEndpoints.GiveAsync(context, session, present.Properties?.IsPersistent is true);
        return new SeeOther(ProfileEndpoints.Path + "?saved");
    }

    private static PageResult<PasswordPage, PasswordModel> Page(PasswordModel model, int status) => new(model, status, personal: true);
}
