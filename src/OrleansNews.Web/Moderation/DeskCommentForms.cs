using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>One comment: deciding with a reason, changing the text, replying, and deciding about the person, by form.</summary>
internal sealed class DeskCommentForms(DeskReader desk, CommentSender sender, IClusterClient cluster, SiteFrames frames, BrowserIdentity browsers, IOptions<ReadOptions> options)
{
    public const int LongestReason = 500;

    /// <summary>The field with the status that was shown.</summary>
    public const string Shown = "status";

    /// <summary>The box of whoever is sure that a person is to be erased.</summary>
    public const string Sure = "sure";

    private const string Saved = "saved";
    private static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(3660);

    public async Task<IResult> ShowAsync(HttpContext context, long id) => await ModelAsync(context, id) is { } model
        ? Page(model with { Saved = context.Request.Query.ContainsKey(Saved) })
        : NotFound;

    public Task<IResult> DecideAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        var reason = form.Typed("reason");
        if (CommentWords.DecisionOf(form["decision"]) is not { } decision) return Results.StatusCode(StatusCodes.Status400BadRequest);
        model = model with { Reason = reason };
        if (reason.Length > LongestReason) return Page(model with { Errors = [new("reason", model.Frame.Texts.AtMostCharacters(LongestReason))] });
        var shown = CommentWords.StatusOf(form[Shown]);
        if (IsOld(model, shown)) return Old(model);
        var outcome = await desk.DecideAsync(new([model.Item.View.Id], decision, shown, reason), model.Actor);
        if (outcome is not { Failed: [] }) return Page(model with { Errors = [new("", model.Frame.Texts.NotDecided)] }, StatusCodes.Status503ServiceUnavailable);
        return outcome.Changed.IsEmpty && await ModelAsync(context, id) is { } now && IsOld(now, shown) ? Old(now with { Reason = reason }) : null;
    });

    public Task<IResult> EditAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        if (!int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var text = form["text"].ToString();
        return Answer(model with { Text = text }, "text", await sender.EditAsync(new(model.Item.View.Id, text, version, null, model.Actor)));
    });

    /// <summary>Replies; a comment that was seen to wait is approved first, as WordPress does: nobody could see what the reply is about.</summary>
    public Task<IResult> ReplyAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        var (text, parent) = (form["reply"].ToString(), model.Item.View.Id);
        model = model with { Reply = text };
        if (!MayReply(model, CommentWords.StatusOf(form[Shown]))) return Old(model);
        if (string.IsNullOrWhiteSpace(text)) return Page(model with { Errors = [new("reply", model.Frame.Texts.Of(new FieldError("reply", "", "text")))] });
        if (model.Item.View.Status == CommentStatus.Held)
        {
            if (await desk.DecideAsync(new([parent], Decision.Approve, CommentStatus.Held, ""), model.Actor) is not { Failed: [] })
                return Page(model with { Errors = [new("", model.Frame.Texts.NotDecided)] }, StatusCodes.Status503ServiceUnavailable);
            // A reply that is refused is shown below a comment that readers see by now.
            if (await ModelAsync(context, id) is { } now) model = now with { Reply = text };
            if (model.Item.View.Status != CommentStatus.Approved) return Old(model);
        }

        var address = Requests.AddressOf(context);
        return Answer(model, "reply", await sender.SubmitAsync(new()
        {
            Article = parent.Article,
            Submission = SubmissionId.FromForm(parent.Article, parent, "", "", "", text, model.Actor.Login, address),
            Parent = parent,
            Text = text,
            Address = address,
            UserAgent = Requests.UserAgentOf(context),
            Browser = browsers.Recognise(context),
            Staff = model.Actor,
        }));
    });

    public Task<IResult> SuspendAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        if (Person(model) is not { } person) return NotFound;
        DateTimeOffset? until = null;
        if (form["lift"] != "1")
        {
            var today = DateOnly.FromDateTime(model.Frame.Dates.Local(frames.Now).DateTime);
            if (!DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day <= today ||
                day > today.AddDays((int)LongestSuspension.TotalDays)) return Page(model with { Errors = [new("until", model.Frame.Texts.DayInFuture)] });
            until = model.Frame.Dates.StartOf(day);
        }

        return await person.SuspendAsync(until, model.Item.View.Id, model.Actor).WaitAsync(options.Value.WriteDeadline) ? null : Results.StatusCode(StatusCodes.Status403Forbidden);
    });

    public Task<IResult> SetRuleAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        if (Person(model) is not { } person) return NotFound;
        if (!Enum.TryParse<CommenterRule>(form["rule"], ignoreCase: true, out var rule) || !Enum.IsDefined(rule)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        return await person.SetRuleAsync(rule, model.Item.View.Id, model.Actor).WaitAsync(options.Value.WriteDeadline) ? null : Results.StatusCode(StatusCodes.Status403Forbidden);
    });

    /// <summary>Erases the person with all that they wrote, as whoever asks for it by the law may have it. Nobody can take it back: the box beside the button says so, and must be ticked.</summary>
    public Task<IResult> EraseAsync(HttpContext context, long id) => ChangeAsync(context, id, async (form, model) =>
    {
        if (Person(model) is not { } person) return NotFound;
        if (form[Sure] != "1") return Page(model with { Errors = [new(Sure, model.Frame.Texts.TickToErase)] });
        try
        {
            return await person.EraseAsync(model.Actor).WaitAsync(options.Value.WriteDeadline) ? null : Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return Page(model with { Errors = [new("", model.Frame.Texts.NotAllErased)] }, StatusCodes.Status503ServiceUnavailable);
        }
    });

    // Nobody decides against what a colleague decided while the page was open.
    private static bool IsOld(DeskCommentModel model, CommentStatus? shown) => shown is not null && model.Item.View.Status != shown;

    // What a colleague hid meanwhile is not published, and nothing is said below what readers are told is gone. Whoever saw it wait, and finds it approved, has what they asked for.
    private static bool MayReply(DeskCommentModel model, CommentStatus? shown) =>
        model.Item.View.Status == CommentStatus.Approved || (model.Item.View.Status == CommentStatus.Held && shown == CommentStatus.Held);

    private static PageResult<DeskCommentPage, DeskCommentModel> Old(DeskCommentModel model) => Page(model with { Errors = [new("", model.Frame.Texts.DecidedMeanwhile)] }, StatusCodes.Status409Conflict);

    // Null from the change is success: the page is shown anew.
    private async Task<IResult> ChangeAsync(HttpContext context, long id, Func<IFormCollection, DeskCommentModel, Task<IResult?>> change)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context, id) is not { } model) return NotFound;
        return await change(form, model) ?? new SeeOther($"{DeskAddress.Of(model.Item.View.Id, model.From)}{(model.From is null ? '?' : '&')}{Saved}");
    }

    private static PageResult<DeskCommentPage, DeskCommentModel>? Answer(DeskCommentModel model, string field, PostCommentResult result) => result switch
    {
        CommentPosted => null,
        CommentInvalid invalid => Page(model with { Errors = [new(field, model.Frame.Texts.Of(invalid.Errors[0]))] }),
        CommentRefused refused => Page(model with { Errors = [new(field, RefusalTexts.Of(refused.Reason, model.Frame.Texts))] }, RefusalTexts.StatusOf(refused.Reason)),
        _ => throw new InvalidOperationException($"The intake answered with an unknown {result.GetType().Name}."),
    };

    private ICommenterGrain? Person(DeskCommentModel model) =>
        DeskAddress.IsCommenter(model.Item.Comment.Comment.Commenter) ? cluster.GetGrain<ICommenterGrain>(model.Item.Comment.Comment.Commenter) : null;

    private async Task<DeskCommentModel?> ModelAsync(HttpContext context, long id)
    {
        var actor = context.Staff();
        return await desk.FindAsync(new(id), actor) is { } item ? new(await frames.GetAsync(), actor, item) { From = DeskAddress.ReadFrom(context.Request.Query) } : null;
    }

    private static IResult NotFound => Results.StatusCode(StatusCodes.Status404NotFound);

    private static PageResult<DeskCommentPage, DeskCommentModel> Page(DeskCommentModel model, int? status = null) =>
        new(model, status ?? (model.Errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest), personal: true);
}
