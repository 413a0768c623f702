using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Begins, keeps and ends one's own second factor.</summary>
internal sealed class SecondFactorForms(
    IClusterClient cluster,
    SiteFrames frames,
    PasswordQuestion question,
    SessionChecks sessions,
    AuthenticatorKeys keys,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    private const string Saved = "saved";

    public async Task<IResult> ShowAsync(HttpContext context) =>
        await ModelAsync(context) is { } model ? Page(model with { Saved = context.Request.Query.ContainsKey(Saved) }, StatusCodes.Status200OK) : new SeeOther(LoginEndpoints.Path);

    public async Task<IResult> EnableAsync(HttpContext context)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var actor = context.Staff();
        var key = keys.UnsealForEnrolment(actor.Login, form["key"].ToString());
        if (await ModelAsync(context, key) is not { } model) return new SeeOther(LoginEndpoints.Path);
        if (model.Account.HasSecondFactor) return new SeeOther(SecondFactorEndpoints.Path);
        var texts = model.Frame.Texts;
        if (key is null) return Page(model with { Errors = [new("code", texts.EnrolTooLate)] }, StatusCodes.Status400BadRequest);

        var code = new string([.. form["code"].ToString().Where(letter => !char.IsWhiteSpace(letter))]);
        // The password is asked for first: guesses at it are counted, and the code is nothing to guess, the page shows its key.
        if (await question.AskAsync(context, actor, form[PasswordQuestion.Field].ToString(), texts) is { } refusal) return Page(model with { Errors = refusal.Errors }, refusal.Status);
        if (Totp.Match(key, code, time.GetUtcNow()) is not { } step) return Page(model with { Errors = [new("code", texts.CodeOfAppWrong)] }, StatusCodes.Status400BadRequest);

        var codes = RecoveryCodes.Create();
        var enabled = await Account(actor).EnableSecondFactorAsync(new(keys.Seal(actor.Login, key), step, RecoveryCodes.HashAll(codes)), actor);
        sessions.Forget(actor.Login);
        return enabled ? Shown(model, codes) : new SeeOther(SecondFactorEndpoints.Path);
    }

    public async Task<IResult> ReplaceCodesAsync(HttpContext context) => await ConfirmedAsync(context, async (model, actor) =>
    {
        var codes = RecoveryCodes.Create();
        return await Account(actor).ReplaceRecoveryCodesAsync(RecoveryCodes.HashAll(codes), actor) ? Shown(model, codes) : new SeeOther(SecondFactorEndpoints.Path);
    });

    public async Task<IResult> DisableAsync(HttpContext context) => await ConfirmedAsync(context, async (_, actor) =>
    {
        await Account(actor).DisableSecondFactorAsync(actor);
        sessions.Forget(actor.Login);
        return new SeeOther($"{ProfileEndpoints.Path}?{Saved}");
    });

    private async Task<IResult> ConfirmedAsync(HttpContext context, Func<SecondFactorModel, Actor, Task<IResult>> action)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context) is not { } model) return new SeeOther(LoginEndpoints.Path);
        if (!model.Account.HasSecondFactor) return new SeeOther(SecondFactorEndpoints.Path);
        return await question.AskAsync(context, context.Staff(), form[PasswordQuestion.Field].ToString(), model.Frame.Texts) is { } refusal
            ? Page(model with { Errors = refusal.Errors }, refusal.Status)
            : await action(model, context.Staff());
    }

    // An error shows the same key again: who has scanned it already need not do so twice.
    private async Task<SecondFactorModel?> ModelAsync(HttpContext context, byte[]? key = null)
    {
        var actor = context.Staff();
        if (await Account(actor).GetAsync(actor) is not { } account) return null;
        var frame = await frames.GetAsync();
        var model = new SecondFactorModel(frame, actor, account);
        if (account.HasSecondFactor) return model;
        key ??= AuthenticatorKeys.Create();
        return model with
        {
            Key = string.Join(' ', Base32.Encode(key).Chunk(4).Select(group => new string(group))),
            SealedKey = keys.SealForEnrolment(actor.Login, key),
            Code = QrCode.Of(AuthenticatorKeys.Uri(frame.Settings.Title, actor.Login, key)),
        };
    }

    private static PageResult<ShownOncePage, ShownOnceModel> Shown(SecondFactorModel model, ImmutableArray<string> codes)
    {
        var texts = model.Frame.Texts;
        return new(new(model.Frame, model.Actor, texts.RecoveryCodes, texts.RecoveryCodesText, codes, ProfileEndpoints.Path, ProfileEndpoints.Path), personal: true);
    }

    private static PageResult<SecondFactorPage, SecondFactorModel> Page(SecondFactorModel model, int status) => new(model, status, personal: true);

    private IAccountGrain Account(Actor actor) => cluster.GetGrain<IAccountGrain>(actor.Login);
}
