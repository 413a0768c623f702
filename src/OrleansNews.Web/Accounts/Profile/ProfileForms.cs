using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Shows and changes one's own account.</summary>
internal sealed class ProfileForms(IClusterClient cluster, SiteFrames frames, SessionChecks sessions, PasswordQuestion question)
{
    /// <summary>The longest name of an application password.</summary>
    public const int MaxProgramLength = 100;

    /// <summary>Where the page asks for the password of whoever makes one for a program.</summary>
    public const string ProgramPassword = "program-password";

    private const string Saved = "saved";

    public async Task<IResult> ShowAsync(HttpContext context) =>
        await ModelAsync(context) is { } model ? Page(model with { Saved = context.Request.Query.ContainsKey(Saved) }, StatusCodes.Status200OK) : new SeeOther(LoginEndpoints.Path);

    public async Task<IResult> SaveAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context) is not { } model) return new SeeOther(LoginEndpoints.Path);
        var (texts, actor) = (model.Frame.Texts, context.Staff());
        model = model with { Name = form.Typed("name"), Email = form.Typed("email") };
        ImmutableArray<FieldError> errors = [.. NewAccountRules.CheckProfile(model.Name, model.Email).Select(error => new FieldError(error.Field, texts.Of(error)))];
        if (model.Name.Length == 0) errors = errors.Insert(0, new("name", texts.NameMissing));
        if (!errors.IsEmpty) return Page(model with { Errors = errors }, StatusCodes.Status400BadRequest);
        // Whoever has the address has the account: a passer-by at an open browser must not change it.
        if (model.Email != model.Account.Email && await question.AskAsync(context, actor, form[PasswordQuestion.Field].ToString(), texts) is { } refusal)
            return Page(model with { Errors = refusal.Errors }, refusal.Status);
        if (await cluster.GetGrain<IStaffGrain>(0).ChangeProfileAsync(actor.Login, new(model.Name, model.Email), actor) != ChangeStaffResult.Changed)
            return Page(model with { Errors = [new("name", texts.NoAccount)] }, StatusCodes.Status400BadRequest);
        sessions.Forget(actor.Login);
        return Done();
    }

    public Task<IResult> EndSessionAsync(HttpContext context) => ChangeAsync(context, (account, form, actor) => account.EndSessionOfAsync(form["id"].ToString(), actor));

    public Task<IResult> EndOthersAsync(HttpContext context) => ChangeAsync(context, (account, _, actor) => account.EndOtherSessionsAsync(context.SessionStamp(), actor));

    public Task<IResult> RevokeAsync(HttpContext context) => ChangeAsync(context, (account, form, actor) => account.RevokeApplicationPasswordAsync(form["id"].ToString(), actor));

    public async Task<IResult> AddProgramAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context) is not { } model) return new SeeOther(LoginEndpoints.Path);
        var (texts, actor) = (model.Frame.Texts, context.Staff());
        model = model with { Program = form.Typed("program") };
        if (model.Program.Length is 0 or > MaxProgramLength) return Page(model with { Errors = [new("program", texts.ProgramNameWrong)] }, StatusCodes.Status400BadRequest);
        if (await question.AskAsync(context, actor, form[PasswordQuestion.Field].ToString(), texts) is { } refusal)
            return Page(model with { Errors = [.. refusal.Errors.Select(error => error with { Field = ProgramPassword })] }, refusal.Status);
        var password = ApplicationPasswords.Create();
        if (!await Account(actor).AddApplicationPasswordAsync(model.Program, ApplicationPasswords.Hash(password), actor))
            return Page(model with { Errors = [new("program", texts.TooManyPrograms)] }, StatusCodes.Status400BadRequest);
        return new PageResult<ShownOncePage, ShownOnceModel>(
            new(model.Frame, actor, texts.ApplicationPasswordOf(model.Program), texts.ApplicationPasswordText, [password], ProfileEndpoints.Path, ProfileEndpoints.Path), personal: true);
    }

    // Nothing to end any more is as good as ended.
    private async Task<IResult> ChangeAsync(HttpContext context, Func<IAccountGrain, IFormCollection, Actor, Task<bool>> change)
    {
        var form = await Forms.ReadAsync(context) ?? FormCollection.Empty;
        var actor = context.Staff();
        await change(Account(actor), form, actor);
        sessions.Forget(actor.Login);
        return Done();
    }

    private async Task<ProfileModel?> ModelAsync(HttpContext context)
    {
        var actor = context.Staff();
        return await Account(actor).GetAsync(actor) is { } account ? new(await frames.GetAsync(), actor, account, SessionStamps.Split(context.SessionStamp()).Id) : null;
    }

    private static SeeOther Done() => new($"{ProfileEndpoints.Path}?{Saved}");

    private static PageResult<ProfilePage, ProfileModel> Page(ProfileModel model, int status) => new(model, status, personal: true);

    private IAccountGrain Account(Actor actor) => cluster.GetGrain<IAccountGrain>(actor.Login);
}
