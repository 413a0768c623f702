using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>Saves a story, and plans when it goes out.</summary>
internal sealed class PlanningForms(IClusterClient cluster, EditorForms editor)
{
    /// <summary>Plans a publication.</summary>
    public Task<IResult> ScheduleAsync(HttpContext context, long number) => PlanAsync(context, number, PlanFields.AtField, sent => (sent.Plan.At, sent.Model.Stored?.Schedule?.At), (article, sent, at, version) =>
        article.ScheduleAsync(new(at, version, context.Staff(), sent.Plan.Reason, sent.Plan.Note)));

    /// <summary>Takes the plan back, and saves what was typed as a draft: whoever stops a story is not held up by a text that could not go out.</summary>
    public async Task<IResult> UnscheduleAsync(HttpContext context, long number)
    {
        if (await editor.ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var left = sent.Plan with { At = "" };
        var article = cluster.GetGrain<IArticleGrain>(number);
        var stopped = await StoryCommands.SendAsync(context, () => article.ScheduleAsync(new(null, sent.Version, context.Staff())));
        if (stopped is ArticleNotFound && sent.Model.Stored is not null) stopped = new ArticleInvalid([new(PlanFields.AtField, sent.Model.Frame.Texts.NothingPlanned)]);
        if (stopped is not ArticleSaved) return await editor.AnswerAsync(context, sent, stopped, left);
        // From the version that this very command made: what a colleague saved behind it is met, and not written over.
        sent = sent with { Model = sent.Model with { Stored = await article.GetForEditingAsync(sent.Model.Actor), Version = sent.Version + 1 } };
        if (!sent.HasItsSection) return EditorPages.Unchecked(context, sent.Model);
        return await editor.AnswerAsync(context, sent, await StoryCommands.SendAsync(context, () => article.SaveDraftAsync(new(sent.Content, sent.Version, context.Staff(), Words: sent.Plan.Words))), left);
    }

    /// <summary>Sets an embargo, or ends it when no moment is given.</summary>
    public Task<IResult> EmbargoAsync(HttpContext context, long number) => PlanAsync(context, number, PlanFields.EmbargoField, sent => (sent.Plan.Embargo, sent.Model.Stored?.EmbargoUntil), (article, _, until, version) =>
        article.EmbargoAsync(new(until, version, context.Staff())));

    private async Task<IResult> PlanAsync(
        HttpContext context, long number, string field, Func<SentStory, (string Typed, DateTimeOffset? Stored)> moments, Func<IArticleGrain, SentStory, DateTimeOffset?, long, Task<ArticleResult>> plan)
    {
        if (await editor.ReadAsync(context, number) is not { } sent) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (!sent.HasItsSection) return EditorPages.Unchecked(context, sent.Model);
        var left = field == PlanFields.AtField ? sent.Plan with { At = "" } : sent.Plan with { Embargo = "" };
        var (typed, stored) = moments(sent);
        var (moment, problem) = Read(typed, stored, sent.Model.Frame.Dates);
        if (typed.Length == 0 && sent.Model is { IsPlanned: false } && field == PlanFields.AtField) problem = sent.Model.Frame.Texts.MomentUnreadable;
        if (problem.Length > 0) return await editor.AnswerAsync(context, sent, new ArticleInvalid([new(field, problem)]), left);

        var article = cluster.GetGrain<IArticleGrain>(number);
        var saved = await StoryCommands.SendAsync(context, () => article.SaveDraftAsync(new(sent.Content, sent.Version, context.Staff(), Words: sent.Plan.Words)));
        if (saved is not ArticleSaved { Version: var version }) return await editor.AnswerAsync(context, sent, saved, left);
        // What was typed is stored by now: a plan that is refused is made from there.
        return await editor.AnswerAsync(context, sent with { Model = sent.Model with { Version = version } }, await StoryCommands.SendAsync(context, () => plan(article, sent, moment, version)), left);
    }

    // What stands in the field untouched is the moment that is stored, also where it is the second of two that the clock shows alike.
    private static (DateTimeOffset? Moment, string Problem) Read(string typed, DateTimeOffset? stored, SiteDates dates)
    {
        if (typed.Length == 0) return (null, "");
        if (PlanFields.ReadClock(typed) is not { } clock) return (null, dates.Texts.MomentUnreadable);
        if (stored is { } known && PlanFields.ReadClock(dates.Input(known)) == clock) return (known, "");
        var moment = dates.MomentOf(clock);
        return dates.Local(moment).DateTime == clock ? (moment, "") : (null, dates.Texts.MomentSkipped(dates.Clock(moment)));
    }
}
