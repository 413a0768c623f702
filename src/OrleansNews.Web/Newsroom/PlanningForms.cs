using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Saves a story, and plans when it goes out.</summary>
internal sealed class PlanningForms(IClusterClient cluster, EditorForms editor)
{
    /// <summary>Plans a publication.</summary>
    public Task<IResult> ScheduleAsync(HttpContext context, long number) => PlanAsync(context, number, PlanFields.AtField, sent => sent.Plan.At, (article, sent, at, version) =>
        article.ScheduleAsync(new(at, version, context.Staff(), sent.Plan.Reason, sent.Plan.Note)));

    /// <summary>Takes the plan back.</summary>
    public Task<IResult> UnscheduleAsync(HttpContext context, long number) => PlanAsync(context, number, PlanFields.AtField, _ => "", (article, _, _, version) =>
        article.ScheduleAsync(new(null, version, context.Staff())));

    /// <summary>Sets an embargo, or ends it when no moment is given.</summary>
    public Task<IResult> EmbargoAsync(HttpContext context, long number) => PlanAsync(context, number, PlanFields.EmbargoField, sent => sent.Plan.Embargo, (article, _, until, version) =>
        article.EmbargoAsync(new(until, version, context.Staff())));

    private async Task<IResult> PlanAsync(
        HttpContext context, long number, string field, Func<SentStory, string> typed, Func<IArticleGrain, SentStory, DateTimeOffset?, long, Task<ArticleResult>> plan)
    {
        if (await editor.ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!sent.HasItsSection) return EditorPages.Unchecked(context, sent.Model);
        var left = field == PlanFields.AtField ? sent.Plan with { At = "" } : sent.Plan with { Embargo = "" };
        var moment = PlanFields.ReadMoment(typed(sent), sent.Model.Frame.Dates);
        if (moment is null && typed(sent).Length > 0) return await editor.AnswerAsync(context, sent, new ArticleInvalid([new(field, sent.Model.Frame.Texts.MomentUnreadable)]), left);
        if (moment is null && sent.Model is { IsPlanned: false } && field == PlanFields.AtField) return await editor.AnswerAsync(context, sent, new ArticleInvalid([new(field, sent.Model.Frame.Texts.MomentUnreadable)]), left);

        var article = cluster.GetGrain<IArticleGrain>(number);
        var saved = await StoryCommands.SendAsync(context, () => article.SaveDraftAsync(new(sent.Content, sent.Version, context.Staff(), Words: sent.Plan.Words)));
        if (saved is not ArticleSaved { Version: var version }) return await editor.AnswerAsync(context, sent, saved, left);
        // What was typed is stored by now: a plan that is refused is made from there.
        return await editor.AnswerAsync(context, sent with { Model = sent.Model with { Version = version } }, await StoryCommands.SendAsync(context, () => plan(article, sent, moment, version)), left);
    }
}
