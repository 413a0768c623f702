using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Takes entries of live stories, and what is done to them.</summary>
internal sealed class LiveDeskForms(IClusterClient cluster, SiteFrames frames, StoryReader stories)
{
    private const string Saved = "saved";
    private const int Shown = 30;

    public async Task<IResult> ShowAsync(HttpContext context, long number, long before) =>
        await ModelAsync(context, number, Math.Max(0, before)) is { } model ? Page(model, StatusCodes.Status200OK) : Missing();

    public async Task<IResult> AddAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await ModelAsync(context, number, 0) is not { } model) return Missing();
        var typed = LiveFields.Read(form);
        return await StoryCommands.SendAsync(context, () => GrainOf(number).AddAsync(new(typed.Submission, typed.Text, typed.IsPinned, model.Actor))) switch
        {
            // The form may have been sent before with another text: sent again it is another one.
            LiveEntryInvalid invalid => Page(model with { Fields = typed with { Submission = Guid.NewGuid() }, Errors = model.Frame.Texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
            null => Unanswered(context, Page(NotSaved(model with { Fields = typed }), StatusCodes.Status503ServiceUnavailable)),
            var result => Answer(result, model.Story.Id),
        };
    }

    public async Task<IResult> EndAsync(HttpContext context, long number, bool hasEnded)
    {
        if (await ModelAsync(context, number, 0) is not { } model) return Missing();
        return await StoryCommands.SendAsync(context, () => GrainOf(number).EndAsync(new(hasEnded, model.Actor))) is { } result
            ? Answer(result, model.Story.Id)
            : Unanswered(context, Page(NotSaved(model), StatusCodes.Status503ServiceUnavailable));
    }

    public async Task<IResult> PinAsync(HttpContext context, long number, long entry, bool isPinned)
    {
        if (await ModelAsync(context, number, 0) is not { } model) return Missing();
        return await StoryCommands.SendAsync(context, () => GrainOf(number).PinAsync(new(entry, isPinned, model.Actor))) switch
        {
            LiveEntryInvalid invalid => Page(model with { Errors = model.Frame.Texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
            null => Unanswered(context, Page(NotSaved(model), StatusCodes.Status503ServiceUnavailable)),
            var result => Answer(result, model.Story.Id),
        };
    }

    public async Task<IResult> ShowEntryAsync(HttpContext context, long number, long entry) =>
        await EntryAsync(context, number, entry) is { } model ? Page(model, StatusCodes.Status200OK) : Missing();

    public async Task<IResult> CorrectAsync(HttpContext context, long number, long entry)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await EntryAsync(context, number, entry) is not { } model) return Missing();
        var typed = LiveFields.Read(form);
        var texts = model.Desk.Frame.Texts;
        return await StoryCommands.SendAsync(context, () => GrainOf(number).CorrectAsync(new(entry, typed.Revision, typed.Text, typed.Reason, model.Desk.Actor))) switch
        {
            LiveEntryInvalid invalid => Page(With(model, typed, texts.OfAll(invalid.Errors)), StatusCodes.Status400BadRequest),
            LiveEntryConflict => await CompareAsync(context, number, entry, typed),
            null => Unanswered(context, Page(With(model, typed, [new("", texts.NotSavedTryAgain)]), StatusCodes.Status503ServiceUnavailable)),
            var result => Answer(result, model.Desk.Story.Id),
        };
    }

    public async Task<IResult> WithdrawAsync(HttpContext context, long number, long entry)
    {
        if (await Forms.ReadAsync(context) is not { } form) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await EntryAsync(context, number, entry) is not { } model) return Missing();
        return await StoryCommands.SendAsync(context, () => GrainOf(number).WithdrawAsync(new(entry, form.Typed("reason"), model.Desk.Actor))) switch
        {
            // Done before, and only the answer was lost, or by a colleague.
            LiveEntryNotFound when await EntryAsync(context, number, entry) is { Entry.WithdrawnAt: not null } => Done(model.Desk.Story.Id),
            LiveEntryInvalid invalid => Page(With(model, model.Desk.Fields, model.Desk.Frame.Texts.OfAll(invalid.Errors)), StatusCodes.Status400BadRequest),
            null => Unanswered(context, Page(With(model, model.Desk.Fields, [new("", model.Desk.Frame.Texts.NotSavedTryAgain)]), StatusCodes.Status503ServiceUnavailable)),
            var result => Answer(result, model.Desk.Story.Id),
        };
    }

    private static IResult Answer(LiveEntryResult result, ArticleId story) => result switch
    {
        LiveEntrySaved => Done(story),
        LiveEntryForbidden => Results.StatusCode(StatusCodes.Status403Forbidden),
        _ => Missing(),
    };

    private static SeeOther Done(ArticleId story) => new SeeOther($"{NewsroomPaths.Live(story)}?{Saved}");

    // The same text stands there already when only the answer to it was lost.
    private async Task<IResult> CompareAsync(HttpContext context, long number, long entry, LiveFields typed)
    {
        if (await EntryAsync(context, number, entry) is not { } now) return Missing();
        if (now.Entry.Content == typed.Text) return Done(now.Desk.Story.Id);
        var fields = typed with { Revision = now.Entry.Entry.Revision };
        return Page(With(now, fields, [new("", now.Desk.Frame.Texts.LiveConflict)]), StatusCodes.Status409Conflict);
    }

    private static IResult Unanswered(HttpContext context, IResult page)
    {
        context.Response.SayRetryAfter();
        return page;
    }

    private static LiveDeskModel NotSaved(LiveDeskModel model) => model with { Errors = [new("", model.Frame.Texts.NotSavedTryAgain)] };

    private static LiveDeskEntryModel With(LiveDeskEntryModel model, LiveFields fields, ImmutableArray<FieldError> errors) => model with { Desk = model.Desk with { Fields = fields, Errors = errors } };

    private async Task<LiveDeskModel?> ModelAsync(HttpContext context, long number, long before)
    {
        var actor = context.Staff();
        if (!await stories.MayExistAsync(new(number)) || await cluster.GetGrain<IArticleGrain>(number).GetForEditingAsync(actor) is not { } story) return null;
        if (await GrainOf(number).GetForEditingAsync(before, Shown, actor) is not { } live || (live.Story.Order == LiveOrder.None && live.Items.IsEmpty)) return null;
        return new(await frames.GetAsync(), actor, story, live, new()) { Saved = context.Request.Query.ContainsKey(Saved) };
    }

    private async Task<LiveDeskEntryModel?> EntryAsync(HttpContext context, long number, long entry)
    {
        if (entry < 1 || await ModelAsync(context, number, entry + 1) is not { } desk || desk.Live.Items is not [var newest, ..] || newest.Entry.Number != entry) return null;
        if (await GrainOf(number).GetRevisionsAsync(entry, desk.Actor) is not { } revisions) return null;
        return new(desk with { Fields = LiveFields.From(newest) }, newest, revisions);
    }

    private ILiveStoryGrain GrainOf(long number) => cluster.GetGrain<ILiveStoryGrain>(number);

    private static IResult Missing() => Results.StatusCode(StatusCodes.Status404NotFound);

    private static PageResult<LiveDeskPage, LiveDeskModel> Page(LiveDeskModel model, int status) => new(model, status, personal: true);

    private static PageResult<LiveDeskEntryPage, LiveDeskEntryModel> Page(LiveDeskEntryModel model, int status) => new(model, status, personal: true);
}
