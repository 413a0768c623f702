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
            return Page(model with { Errors = [new("password", SignInLimiter.Refused)] }, StatusCodes.Status429TooManyRequests);
        }

        var token = SetupTokens.Hash(model.Token);
        if (!await Staff(cluster).CanSetUpAsync(token)) return await OverAsync(frames);
        var errors = NewAccountRules.Check(model.Login, model.Name, model.Email, password);
        if (!errors.IsEmpty) return Page(model with { Errors = errors }, StatusCodes.Status400BadRequest);

        Logins.TryNormalise(model.Login, out var login);
        string hash;
        try
        {
            hash = await hashing.HashAsync(password);
        }
        catch (PasswordHashingBusyException)
        {
            return Page(model with { Errors = [new("password", "Many people are signing in. Wait a few seconds and try again.")] }, StatusCodes.Status503ServiceUnavailable);
        }

        switch (await Staff(cluster).SetUpAsync(token, new(login, model.Name.Length > 0 ? model.Name : login, model.Email, Role.Administrator, hash)))
        {
            case CreateAccountResult.Created:
                if (await signIn.SignInAsync(login, password) is { } session) await LoginEndpoints.BeginAsync(context, session, remember: false);
                return Results.LocalRedirect(LocalUrls.Default);
            case CreateAccountResult.LoginTaken:
                return Page(model with { Errors = [new("login", "Somebody has this login. Choose another.")] }, StatusCodes.Status400BadRequest);
            case CreateAccountResult.Invalid:
                return Page(model with { Errors = [new("login", "These details cannot become an account. Check them and try again.")] }, StatusCodes.Status400BadRequest);
            default:
                return await OverAsync(frames);
        }
    }

    private static async Task<IResult> OverAsync(SiteFrames frames) => new PageResult<NoticePage, NoticeModel>(
        new(await frames.GetAsync(), "This setup link is over", "It was used, or a later start of the newspaper replaced it. If nobody has set the newspaper up, start it again and use the link it prints."),
        StatusCodes.Status404NotFound);

    private static PageResult<SetupPage, SetupModel> Page(SetupModel model, int status) => new(model, status, personal: true);

    private static IStaffGrain Staff(IClusterClient cluster) => cluster.GetGrain<IStaffGrain>(0);
}
