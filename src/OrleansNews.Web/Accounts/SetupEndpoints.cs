using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The one-time link that makes the first administrator.</summary>
internal static class SetupEndpoints
{
    public const string Path = "/setup";

    public static void MapSetup(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, SetUpAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IClusterClient cluster, SiteFrames frames)
    {
        // The link is a secret until it is used: it must not travel on in a Referer.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var token = context.Request.Query["token"].ToString();
        return await Staff(cluster).CanSetUpAsync(SetupTokens.Hash(token))
            ? Page(new(await frames.GetAsync(), token), StatusCodes.Status200OK)
            : await OverAsync(frames);
    }

    private static async Task<IResult> SetUpAsync(
        HttpContext context, IClusterClient cluster, PasswordHashing hashing, StaffSignIn signIn, SignInLimiter limiter, SiteFrames frames)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var password = form["password"].ToString();
        var model = new SetupModel(await frames.GetAsync(), form["token"].ToString())
        {
            Login = form["login"].ToString().Trim(),
            Name = form["name"].ToString().Trim(),
            Email = form["email"].ToString().Trim(),
        };
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Page(model with { Errors = [new("password", model.Frame.Texts.TooManySignIns)] }, StatusCodes.Status429TooManyRequests);
        }

        var token = SetupTokens.Hash(model.Token);
        if (!await Staff(cluster).CanSetUpAsync(token)) return await OverAsync(frames);
        var errors = NewAccountRules.Check(model.Login, model.Name, model.Email, password);
        if (!errors.IsEmpty) return Page(model with { Errors = [.. errors.Select(error => new FieldError(error.Field, model.Frame.Texts.Of(error)))] }, StatusCodes.Status400BadRequest);

        Logins.TryNormalise(model.Login, out var login);
        string hash;
        try
        {
            hash = await hashing.HashAsync(password);
        }
        catch (PasswordHashingBusyException)
        {
            return Page(model with { Errors = [new("password", model.Frame.Texts.ManySignIns)] }, StatusCodes.Status503ServiceUnavailable);
        }

        switch (await Staff(cluster).SetUpAsync(token, new(login, model.Name.Length > 0 ? model.Name : login, model.Email, Role.Administrator, hash)))
        {
            case CreateAccountResult.Created:
                if (await signIn.SignInAsync(login, password, BrowserNames.Of(context.Request)) is SignedIn session) await LoginEndpoints.GiveAsync(context, session, remember: false);
                return Results.LocalRedirect(WorkPlaces.Desk);
            case CreateAccountResult.LoginTaken:
                return Page(model with { Errors = [new("login", model.Frame.Texts.LoginTaken)] }, StatusCodes.Status400BadRequest);
            case CreateAccountResult.Invalid:
                return Page(model with { Errors = [new("login", model.Frame.Texts.NoAccount)] }, StatusCodes.Status400BadRequest);
            default:
                return await OverAsync(frames);
        }
    }

    private static async Task<IResult> OverAsync(SiteFrames frames)
    {
        var frame = await frames.GetAsync();
        return new PageResult<NoticePage, NoticeModel>(new(frame, frame.Texts.SetupOverTitle, frame.Texts.SetupOverText), StatusCodes.Status404NotFound);
    }

    private static PageResult<SetupPage, SetupModel> Page(SetupModel model, int status) => new(model, status, personal: true);

    private static IStaffGrain Staff(IClusterClient cluster) => cluster.GetGrain<IStaffGrain>(0);
}
