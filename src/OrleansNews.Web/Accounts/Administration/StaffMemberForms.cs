using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Shows and changes a colleague's account.</summary>
internal sealed class StaffMemberForms(IClusterClient cluster, SiteFrames frames, SessionChecks sessions)
{
    private const string Saved = "saved";
    private const string Yes = "yes";

    public async Task<IResult> ShowAsync(HttpContext context, string login) => await ModelAsync(context, login) is { } model
        ? Page(model with { Saved = context.Request.Query.ContainsKey(Saved) }, StatusCodes.Status200OK)
        : Results.StatusCode(StatusCodes.Status404NotFound);

    public Task<IResult> ChangeRoleAsync(HttpContext context, string login) => ChangeAsync(context, login, (form, key, actor) => RoleNames.Read(form["role"].ToString()) is { } role
        ? Staff.ChangeRoleAsync(key, role, actor)
        : Task.FromResult(ChangeStaffResult.Invalid));

    public Task<IResult> SetDisabledAsync(HttpContext context, string login) =>
        ChangeAsync(context, login, (form, key, actor) => Staff.SetDisabledAsync(key, form["disabled"] == Yes, actor));

    public Task<IResult> RequireSecondFactorAsync(HttpContext context, string login) =>
        ChangeAsync(context, login, async (form, key, actor) => Of(await Account(key).RequireSecondFactorAsync(form["required"] == Yes, actor)));

    // There may be nothing to reset any more: that is what was wanted.
    public Task<IResult> ResetSecondFactorAsync(HttpContext context, string login) => ChangeAsync(context, login, async (_, key, actor) =>
    {
        await Account(key).DisableSecondFactorAsync(actor);
        return ChangeStaffResult.Changed;
    });

    public Task<IResult> SignOutAsync(HttpContext context, string login) =>
        ChangeAsync(context, login, async (_, key, actor) => Of(await Account(key).EndOtherSessionsAsync(context.SessionStamp(), actor)));

    public async Task<IResult> MakeLinkAsync(HttpContext context, string login) =>
        await ModelAsync(context, login) is { } model ? await PasswordLinks.MakeAsync(cluster, context, model.Frame, model.Account.Actor.Login) : Results.StatusCode(StatusCodes.Status404NotFound);

    private async Task<IResult> ChangeAsync(HttpContext context, string login, Func<IFormCollection, string, Actor, Task<ChangeStaffResult>> change)
    {
        var form = await Forms.ReadAsync(context) ?? FormCollection.Empty;
        if (await ModelAsync(context, login) is not { } model) return Results.StatusCode(StatusCodes.Status404NotFound);
        var key = model.Account.Actor.Login;
        var result = await change(form, key, context.Staff());
        sessions.Forget(key);
        return result switch
        {
            ChangeStaffResult.Changed => new SeeOther($"{StaffEndpoints.PathOf(key)}?{Saved}"),
            ChangeStaffResult.LastAdministrator => Page(model with { Errors = [new("", model.Frame.Texts.LastAdministrator)] }, StatusCodes.Status409Conflict),
            ChangeStaffResult.Invalid => Page(model with { Errors = [new("role", model.Frame.Texts.RoleMissing)] }, StatusCodes.Status400BadRequest),
            ChangeStaffResult.NotFound => Results.StatusCode(StatusCodes.Status404NotFound),
            _ => Results.StatusCode(StatusCodes.Status403Forbidden),
        };
    }

    private async Task<StaffMemberModel?> ModelAsync(HttpContext context, string login)
    {
        var actor = context.Staff();
        return Logins.TryNormalise(login, out var key) && await Account(key).GetAsync(actor) is { } account ? new(await frames.GetAsync(), actor, account) : null;
    }

    private static ChangeStaffResult Of(bool done) => done ? ChangeStaffResult.Changed : ChangeStaffResult.NotFound;

    private static PageResult<StaffMemberPage, StaffMemberModel> Page(StaffMemberModel model, int status) => new(model, status, personal: true);

    private IStaffGrain Staff => cluster.GetGrain<IStaffGrain>(0);

    private IAccountGrain Account(string login) => cluster.GetGrain<IAccountGrain>(login);
}
