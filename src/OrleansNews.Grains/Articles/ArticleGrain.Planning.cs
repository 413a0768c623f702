using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <content>What goes out by itself, and what must not go out.</content>
internal sealed partial class ArticleGrain
{
    public Task<ArticleResult> ScheduleAsync(ScheduleArticle command) => PlanAsync(command.Actor, command.Mark(), async (state, now) =>
    {
        if (command.At is { } at) return await PlannedAsync(state, command, at.ToUniversalTime(), now);
        return state.Schedule is null ? (null, new ArticleNotFound()) : (state.WithoutPlan(), null);
    });

    public Task<ArticleResult> EmbargoAsync(EmbargoArticle command) => PlanAsync(command.Actor, command.Mark(), (state, now) =>
    {
        ImmutableArray<FieldError> errors = command.Until is { } until ? PlanningRules.ValidateEmbargo(state, until, now) : [];
        return Task.FromResult<(ArticleState?, ArticleResult?)>(errors.IsEmpty ? (state with { EmbargoUntil = command.Until?.ToUniversalTime() }, null) : (null, new ArticleInvalid(errors)));
    });

    public async Task<ScheduleOutcome> PublishScheduledAsync(Guid publication)
    {
        var outcome = await _turns.TakeAsync(() => PublishScheduledInTurnAsync(publication));
        if (outcome is ScheduleOutcome.Published or ScheduleOutcome.Refused) await AnnounceAsync();
        return outcome;
    }

    private async Task<ArticleResult> PlanAsync(Actor actor, ArticleCommandMark mark, Func<ArticleState, DateTimeOffset, Task<(ArticleState? Next, ArticleResult? Refusal)>> plan)
    {
        var result = await _turns.TakeAsync(async () =>
        {
            await _head.RefreshAsync();
            var state = _head.Committed;
            if (state.Version == 0 || state.IsInTrash) return new ArticleNotFound();
            if (!ArticleRules.May(actor, Deed.Publish, state)) return new ArticleForbidden();
            if (state.Took(mark)) return Present(state);
            if (mark.From != state.Version) return new ArticleConflict(state.Version);
            var now = _time.GetUtcNow();
            var (next, refusal) = await plan(state, now);
            return refusal ?? await CommitAsync(state, next! with { Version = state.Version + 1, LastDecision = mark });
        });
        if (result is ArticleSaved) DeliverInBackgroundAsync().Ignore();
        return result;
    }

    // Registered first: a crash before the commit leaves a registration that matches nothing.
    private async Task<(ArticleState? Next, ArticleResult? Refusal)> PlannedAsync(ArticleState state, ScheduleArticle command, DateTimeOffset moment, DateTimeOffset now)
    {
        if (state.Draft is null) return (null, new ArticleNotFound());
        var at = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
        var errors = (await FindErrorsAsync(await NewestContentAsync(state), command.Reason, now)).AddRange(PlanningRules.ValidatePlan(state, at, command.Correction, now));
        if (!errors.IsEmpty) return (null, new ArticleInvalid(errors));
        var schedule = new ArticleSchedule
        {
            Publication = Guid.NewGuid(),
            At = at,
            Login = command.Actor.Login,
            By = command.Actor.Name,
            Reason = command.Reason,
            Correction = command.Correction?.Text.Trim(),
            ShowsChange = command.Correction?.ShowsChange == true,
        };
        await GrainFactory.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(Id)).RegisterAsync(Id, schedule.Publication, at);
        return (state with { Schedule = schedule, Words = null, InReview = false }, null);
    }

    private async Task<ImmutableArray<FieldError>> FindErrorsAsync(ArticleContent given, string reason, DateTimeOffset now)
    {
        var content = ArticleRules.Normalise(given);
        var errors = ArticleRules.ValidatePublication(content, reason, null, now);
        if (errors.IsEmpty && content.LeadImage is not null && await PictureOfAsync(content) is null) return [NoPicture];
        return errors.IsEmpty && await Task.Run(() => _renderer.Render(content.Body, content.Format)) is null ? [TooDeep] : errors;
    }

    private async Task<ScheduleOutcome> PublishScheduledInTurnAsync(Guid publication)
    {
        await _head.RefreshAsync();
        // Another activation may have planned it, or let it go out, since this one read its head.
        if (_head.Committed.Schedule?.Publication != publication) await _head.ReloadAsync();
        var state = _head.Committed;
        if (state.ThrownAway is { } trash && trash.Deletion == publication)
        {
            if (!trash.IsOver(_time.GetUtcNow())) return ScheduleOutcome.NotYet;
            await DeleteThrownAwayAsync(state, trash);
            return ScheduleOutcome.Outdated;
        }

        if (state.Schedule is not { Problem: "" } schedule || schedule.Publication != publication) return ScheduleOutcome.Outdated;
        var now = _time.GetUtcNow();
        if (now < schedule.At) return ScheduleOutcome.NotYet;
        var correction = schedule.Correction is { } text ? new CorrectionNote(text, schedule.ShowsChange) : null;
        var command = new PublishArticle(null, state.Version, new(schedule.Login, schedule.By, Role.Editor), state.PublishedAt is null ? schedule.At : null, schedule.Reason, correction);
        var result = await PublishTextAsync(state, command, command.Mark());
        if (result is ArticleSaved) return ScheduleOutcome.Published;
        var problem = result is ArticleInvalid invalid ? invalid.Errors[0] : PlanningRules.DraftGone;
        await CommitAsync(state, state with { Version = state.Version + 1, Schedule = schedule with { Problem = problem.Message, ProblemCode = problem.Code, ProblemDetail = problem.Detail } });
        return ScheduleOutcome.Refused;
    }
}
