using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Lists everybody and makes accounts. A new colleague chooses their password by a link, so that nobody else ever knows it.</summary>
internal sealed class StaffForms(IClusterClient cluster, SiteFrames frames)
{
    public async Task<IResult> ShowAsync(HttpContext context) =>
        await ModelAsync(context) is { } model ? Page(model, StatusCodes.Status200OK) : Results.StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context) is not { } model) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var (texts, actor) = (model.Frame.Texts, context.Staff());
        var role = RoleNames.Read(form["role"].ToString());
        model = model with { Login = form.Typed("login"), Name = form.Typed("name"), Email = form.Typed("email"), Role = role ?? model.Role };
        ImmutableArray<FieldError> errors = [.. NewAccountRules.CheckInvited(model.Login, model.Name, model.Email).Select(error => new FieldError(error.Field, texts.Of(error)))];
        if (role is null) errors = errors.Add(new("role", texts.RoleMissing));
        if (!errors.IsEmpty) return Page(model with { Errors = errors }, StatusCodes.Status400BadRequest);

        Logins.TryNormalise(model.Login, out var login);
        var account = new NewAccount(login, model.Name.Length > 0 ? model.Name : login, model.Email, model.Role, "");
        return await cluster.GetGrain<IStaffGrain>(0).CreateAsync(account, actor) switch
        {
            CreateAccountResult.Created => await PasswordLinks.MakeAsync(cluster, context, model.Frame, login),
            CreateAccountResult.LoginTaken => Page(model with { Errors = [new("login", texts.LoginTaken)] }, StatusCodes.Status400BadRequest),
            CreateAccountResult.Invalid => Page(model with { Errors = [new("login", texts.NoAccount)] }, StatusCodes.Status400BadRequest),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }

    private async Task<StaffModel?> ModelAsync(HttpContext context)
    {
        var actor = context.Staff();
        if (await cluster.GetGrain<IStaffGrain>(0).ListAsync(actor) is not { } staff) return null;
        var accounts = await Task.WhenAll(staff.Select(member => cluster.GetGrain<IAccountGrain>(member.Actor.Login).GetAsync(actor)));
        return new(await frames.GetAsync(), actor, [.. accounts.OfType<AccountView>()]);
    }

    private static PageResult<StaffListPage, StaffModel> Page(StaffModel model, int status) => new(model, status, personal: true);
}
