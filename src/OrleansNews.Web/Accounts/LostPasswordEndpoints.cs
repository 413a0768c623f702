using OrleansNews.Mail;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>
/// Asks for a mail with a link to choose a new password (<see cref="ChoosePasswordEndpoints"/>). Whatever is typed is answered alike, and before anybody looks: nobody learns here who has an account.
/// </summary>
internal static class LostPasswordEndpoints
{
    public const string Path = LoginEndpoints.Path + "/lost-password";

    /// <summary>The field of the form.</summary>
    public const string Field = "login";

    /// <summary>The longest that is looked for: an email address.</summary>
    public const int MaxLength = NewAccountRules.MaxEmailLength;

    private const string Asked = "asked";

    public static void MapLostPassword(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (Delegate)ShowAsync);
        pages.MapPost(Path, AskAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, SiteFrames frames) =>
        Page(new(await frames.GetAsync()) { Asked = context.Request.Query.ContainsKey(Asked) }, StatusCodes.Status200OK);

    private static async Task<IResult> AskAsync(HttpContext context, IClusterClient cluster, SignInLimiter limiter, SiteFrames frames)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var model = new LostPasswordModel(await frames.GetAsync()) { Name = form.Typed(Field) };
        var texts = model.Frame.Texts;
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Refuse(texts.TooManySignIns, StatusCodes.Status429TooManyRequests);
        }

        if (!model.Frame.Settings.SendsMail) return Page(model, StatusCodes.Status200OK);
        if (model.Name.Length is 0 or > MaxLength) return Refuse(texts.LostPasswordMissing, StatusCodes.Status400BadRequest);
        if (await cluster.GetGrain<IMailDeskGrain>(0).AskForPasswordAsync(new(model.Name))) return new SeeOther($"{Path}?{Asked}");
        context.Response.SayRetryAfter();
        return Refuse(texts.ManySignIns, StatusCodes.Status503ServiceUnavailable);

        IResult Refuse(string error, int status) => Page(model with { Errors = [new(Field, error)] }, status);
    }

    private static PageResult<LostPasswordPage, LostPasswordModel> Page(LostPasswordModel model, int status) => new(model, status, personal: true);
}
