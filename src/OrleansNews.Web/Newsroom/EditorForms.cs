using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Opens stories, and takes what the form of the editor sends.</summary>
internal sealed class EditorForms(IClusterClient cluster, EditorPages pages, LeadImages pictures)
{
    /// <summary>The button that saves a story from a colleague who has it open, on the page that shows both texts.</summary>
    public const string TakeOver = "take_over";

    /// <summary>What that button sends.</summary>
    public const string Yes = "yes";

    public async Task<IResult> ShowAsync(HttpContext context, long number, bool takeOver) =>
        await pages.OpenAsync(context, new(number), takeOver) is { } model ? EditorPages.Page(model) : Results.StatusCode(StatusCodes.Status404NotFound);

    public async Task<IResult> TakeOverAsync(HttpContext context, long number)
    {
        var form = await Forms.ReadAsync(context);
        if (await pages.OpenAsync(context, new(number), takeOver: true) is not { } opened) return await pages.GoneAsync(context, new(number), form);
        var model = form is null ? opened : opened.WithAsides(form).WithText(form, opened.Frame.Dates);
        return model.HasAsides || model.IsUnsaved ? EditorPages.Page(model) : EditorPages.Back(model.Id);
    }

    public Task<IResult> SaveAsync(HttpContext context, long number, bool? inReview) => SendAsync(context, number, sent => sent.Plan, (article, sent) =>
        article.SaveDraftAsync(new(sent.Content, sent.Version, context.Staff(), InReview: inReview, Words: sent.Plan.Words)));

    public async Task<IResult> PublishAsync(HttpContext context, long number)
    {
        if (await ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!sent.HasItsSection) return EditorPages.Unchecked(context, sent.Model);
        var (model, article) = (sent.Model, cluster.GetGrain<IArticleGrain>(number));
        var stored = model.Stored is { } story ? PlanFields.From(story, model.Frame.Dates) : new();
        var left = sent.Plan.FieldsLeft(stored);
        if (left.IsEmpty)
            return await AnswerAsync(context, sent, await StoryCommands.SendAsync(context, () => article.PublishAsync(new(sent.Content, sent.Version, context.Staff(), Reason: sent.Plan.Reason, Correction: sent.Plan.Note))), new());

        // Whoever says until when readers must wait, and presses this button, does not mean both. What was typed is stored meanwhile.
        var saved = await StoryCommands.SendAsync(context, () => article.SaveDraftAsync(new(sent.Content, sent.Version, context.Staff(), Words: sent.Plan.Words)));
        if (saved is not ArticleSaved { Version: var version }) return await AnswerAsync(context, sent, saved, sent.Plan);
        var errors = left.Select(field => new FieldError(field, model.Frame.Texts.MomentNotSet));
        return await AnswerAsync(context, sent with { Model = model with { Version = version } }, new ArticleInvalid([.. errors]), sent.Plan);
    }

    public async Task<IResult> WithdrawAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await pages.OpenAsync(context, new(number), takeOver: false) is not { } opened) return await pages.GoneAsync(context, new(number), form);
        var model = opened.WithAsides(form).WithText(form, opened.Frame.Dates);
        var reason = form.ContainsKey(Unsent.WithdrawReason) ? model.WithdrawReason : form.Typed("reason"); // As a page says it that an older front end made.
        return await StoryCommands.SendAsync(context, () => cluster.GetGrain<IArticleGrain>(number).WithdrawAsync(new(version, context.Staff(), reason))) switch
        {
            null => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            ArticleSaved saved => await pages.BackAsync(context, model.Id, after => After(after, form, saved.Version), EditorPages.Done(model.Id)),
            ArticleInvalid invalid => EditorPages.Page(model with { Errors = model.Frame.Texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
            ArticleConflict => EditorPages.Page(model with { Errors = [new("", model.Frame.Texts.ChangedMeanwhile)] }, StatusCodes.Status409Conflict),
            ArticleForbidden => EditorPages.Refused(model),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };

        // The text that was typed goes on from the withdrawal, which its writer asked for themselves.
        static EditorModel After(EditorModel model, IFormCollection form, long version) =>
            model.WithAsides(form).WithText(form, model.Frame.Dates) with { WithdrawReason = "", Version = version };
    }

    public async Task<IResult> PreviewAsync(HttpContext context, long number)
    {
        if (await ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var (model, content) = (sent.Model, sent.Content);
        if (await cluster.GetGrain<IStoryPreviewGrain>(0).RenderAsync(new(content.Body, content.Format), model.Actor) is not { } html)
            return EditorPages.Page(model with { Errors = [new("body", model.Frame.Texts.CannotBeShown)] }, StatusCodes.Status400BadRequest);
        return new PageResult<PreviewPage, PreviewModel>(PreviewModel.Of(model, content, html, await pictures.ShowAsync(content.LeadImage, model.Actor)), personal: true);
    }

    /// <summary>What the form of the editor sent; null for what is none.</summary>
    public async Task<SentStory?> ReadAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version)) return null;
        if (!await pages.MayExistAsync(new(number))) return null;
        var model = await pages.WithTypedAsync(context, new(number), StoryFields.Read(form), version) with { Plan = PlanFields.Read(form), IsUnsaved = true };
        model = model.WithAsides(form);
        if (form[TakeOver] == Yes) await ClusterCalls.AgainAsync(() => cluster.GetGrain<IArticleGrain>(number).OpenAsync(model.Actor, takeOver: true), context.RequestAborted);
        var content = await pictures.CompleteAsync(model.Fields.ToContent(model.Stored?.Content, model.Sections.Sections, model.Actor), model.Actor);
        return new(model with { Fields = model.Fields.WithWordsOf(content.LeadImage) }, content);
    }

    /// <summary>The page that answers what was sent, and says nothing of the moments in it but those that are <paramref name="left"/> to decide on.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, SentStory sent, ArticleResult? result, PlanFields left) => result switch
    {
        null => EditorPages.Unanswered(context, sent.Model),
        ArticleSaved when !sent.Model.HasAsides => EditorPages.Done(sent.Model, left),
        ArticleSaved => await pages.BackAsync(
            context,
            sent.Model.Id,
            model => model with { Note = sent.Model.Note, NoteSubmission = sent.Model.NoteSubmission, WithdrawReason = sent.Model.WithdrawReason, Plan = model.Plan.With(left) },
            EditorPages.Done(sent.Model, left)),
        ArticleInvalid invalid => EditorPages.Page(sent.Model with { Errors = sent.Model.Frame.Texts.OfAll(invalid.Errors) }, StatusCodes.Status400BadRequest),
        ArticleConflict or ArticleLocked => await CompareAsync(context, sent),
        ArticleForbidden => EditorPages.Refused(sent.Model),
        _ => Results.StatusCode(StatusCodes.Status404NotFound),
    };

    private async Task<IResult> CompareAsync(HttpContext context, SentStory sent) =>
        EditorPages.Conflict(await pages.WithTypedAsync(context, sent.Model.Id, sent.Model.Fields, sent.Version) with
        {
            Plan = sent.Plan, Note = sent.Model.Note, NoteSubmission = sent.Model.NoteSubmission, WithdrawReason = sent.Model.WithdrawReason,
        });

    private async Task<IResult> SendAsync(HttpContext context, long number, Func<SentStory, PlanFields> left, Func<IArticleGrain, SentStory, Task<ArticleResult>> send)
    {
        if (await ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!sent.HasItsSection) return EditorPages.Unchecked(context, sent.Model);
        return await AnswerAsync(context, sent, await StoryCommands.SendAsync(context, () => send(cluster.GetGrain<IArticleGrain>(number), sent)), left(sent));
    }
}
