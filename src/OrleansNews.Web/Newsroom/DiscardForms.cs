using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Throws drafts away, and takes them back.</summary>
internal sealed class DiscardForms(IClusterClient cluster, EditorPages pages)
{
    public async Task<IResult> DiscardAsync(HttpContext context, long number)
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], out var version)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        return await SendAsync(context, number, article => article.DiscardDraftAsync(new(version, context.Staff())), typed =>
            pages.BackAsync(context, typed.Id, model => model.WithAsides(form), EditorPages.Back(typed.Id)), form);
    }

    public async Task<IResult> TakeBackAsync(HttpContext context, long number)
    {
        var form = await Forms.ReadAsync(context);
        return await SendAsync(context, number, article => article.TakeDraftBackAsync(context.Staff()), typed => pages.BackAsync(context, typed.Id, after => After(after, typed), EditorPages.Done(typed.Id)), form);

        // What stood in the form as the page showed it gives way to the draft that came back.
        EditorModel After(EditorModel model, EditorModel typed) => form is null ? model : typed.IsUnsaved ? model.WithAsides(form).WithText(form, model.Frame.Dates) : model.WithAsides(form);
    }

    private async Task<IResult> SendAsync(HttpContext context, long number, Func<IArticleGrain, Task<ArticleResult>> send, Func<EditorModel, Task<IResult>> done, IFormCollection? form)
    {
        if (await pages.OpenAsync(context, new(number), takeOver: false) is not { } opened) return await pages.GoneAsync(context, new(number), form);
        var model = form is null ? opened : opened.WithAsides(form).WithText(form, opened.Frame.Dates);
        var texts = model.Frame.Texts;
        return await StoryCommands.SendAsync(context, () => send(cluster.GetGrain<IArticleGrain>(number))) switch
        {
            null => EditorPages.Unanswered(context, model),
            ArticleSaved => await done(model),
            ArticleConflict => EditorPages.Page(model with { Errors = [new("", texts.ChangedMeanwhile)] }, StatusCodes.Status409Conflict),
            ArticleLocked locked => EditorPages.Page(model with { Errors = [new("", texts.OpenAt(locked.By.Name, model.Frame.Dates.Time(locked.By.Since)))] }, StatusCodes.Status409Conflict),
            ArticleForbidden => EditorPages.Refused(model),
            _ => Results.StatusCode(StatusCodes.Status404NotFound),
        };
    }
}
