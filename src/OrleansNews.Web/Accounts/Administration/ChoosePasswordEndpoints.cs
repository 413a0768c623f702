using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The one-time link by which somebody chooses a password: a new colleague, or one who has forgotten theirs. It does not sign in: a second factor is still asked for.</summary>
internal static class ChoosePasswordEndpoints
{
    public const string Path = "/choose-password";

    public static void MapChoosePassword(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (Delegate)ShowAsync);
        pages.MapPost(Path, ChooseAsync);
    }

    /// <summary>The address to send somebody, with the secret in it.</summary>
    public static string LinkOf(string site, string login, string token) => $"{site}{Path}{QueryString.Create("login", login).Add("token", token)}";

    private static async Task<IResult> ShowAsync(HttpContext context, IClusterClient cluster, SiteFrames frames)
    {
        // The link is a secret until it is used: it must not travel on in a Referer.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var (login, token) = (context.Request.Query["login"].ToString(), context.Request.Query["token"].ToString());
        return Logins.TryNormalise(login, out var key) && await Account(cluster, key).CanUsePasswordLinkAsync(SetupTokens.Hash(token))
            ? Page(new(await frames.GetAsync(), key, token), StatusCodes.Status200OK)
            : await OverAsync(frames);
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, IClusterClient cluster, PasswordHashing hashing, SignInLimiter limiter, SessionChecks sessions, SiteFrames frames)
    {
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!Logins.TryNormalise(form["login"].ToString(), out var login)) return await OverAsync(frames);
        var (token, password) = (form["token"].ToString(), form["password"].ToString());
        var model = new ChoosePasswordModel(await frames.GetAsync(), login, token);
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Page(model with { Errors = [new("password", model.Frame.Texts.TooManySignIns)] }, StatusCodes.Status429TooManyRequests);
        }

        var hash = SetupTokens.Hash(token);
        if (!await Account(cluster, login).CanUsePasswordLinkAsync(hash)) return await OverAsync(frames);
        // Who has the link may do what its owner may, and see no more than the fault in a password.
        var owner = await Account(cluster, login).GetAsync(new(login, login, Role.Subscriber));
        if (PasswordRules.Objection(password, login, owner?.Email ?? "") is { } objection)
            return Page(model with { Errors = [new(objection.Field, model.Frame.Texts.Of(objection))] }, StatusCodes.Status400BadRequest);
        try
        {
            var chosen = new HashedPassword(await hashing.HashAsync(password));
            if (!await Account(cluster, login).UsePasswordLinkAsync(hash, chosen)) return await OverAsync(frames);
            sessions.Forget(login);
            return new SeeOther(LoginEndpoints.Path);
        }
        catch (PasswordHashingBusyException)
        {
            context.Response.SayRetryAfter();
            return Page(model with { Errors = [new("password", model.Frame.Texts.ManySignIns)] }, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> OverAsync(SiteFrames frames)
    {
        var frame = await frames.GetAsync();
        return new PageResult<NoticePage, NoticeModel>(new(frame, frame.Texts.LinkOverTitle, frame.Texts.LinkOverText), StatusCodes.Status404NotFound);
    }

    private static PageResult<ChoosePasswordPage, ChoosePasswordModel> Page(ChoosePasswordModel model, int status) => new(model, status, personal: true);

    private static IAccountGrain Account(IClusterClient cluster, string login) => cluster.GetGrain<IAccountGrain>(login);
}
