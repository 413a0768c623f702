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
        if (!await Staff(cluster).CanSetUpAsync(SetupTokens.Hash(token))) return await OverAsync(frames);
        var frame = await frames.GetAsync();
        return Page(new(frame, token) { Address = PublicAddress.Of(frame.Settings, context.Request) }, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SetUpAsync(
        HttpContext context, IClusterClient cluster, PasswordHashing hashing, StaffSignIn signIn, SignInLimiter limiter, SiteFrames frames, FirstAddress address)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var password = form["password"].ToString();
        var frame = await frames.GetAsync();
        var model = new SetupModel(frame, form["token"].ToString())
        {
            // What the configuration fixes has a field that no browser sends.
            Address = form.ContainsKey("address") && !frame.Settings.IsFixed("address") ? SiteAddress.Of(form["address"].ToString()) : frame.Settings.Address,
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
        if (model.Address.Length > 0 && !SiteAddress.IsValid(model.Address)) errors = errors.Insert(0, SiteAddress.Invalid);
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
                await address.SaveAsync(model.Address, new(login, model.Name.Length > 0 ? model.Name : login, Role.Administrator));
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
