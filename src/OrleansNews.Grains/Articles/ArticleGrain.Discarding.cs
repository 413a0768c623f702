using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <content>Drafts that are thrown away, and taken back.</content>
internal sealed partial class ArticleGrain
{
    public async Task<ArticleResult> DiscardDraftAsync(DiscardDraft command)
    {
        var result = await _turns.TakeAsync(() => DiscardInTurnAsync(command));
        if (result is ArticleSaved) DeliverInBackgroundAsync().Ignore();
        return result;
    }

    public async Task<ArticleResult> TakeDraftBackAsync(Actor actor)
    {
        var result = await _turns.TakeAsync(() => TakeBackInTurnAsync(actor));
        if (result is ArticleSaved) DeliverInBackgroundAsync().Ignore();
        return result;
    }

    // Deleted before the head forgets them: what fails here is done again at the next tick, and nothing is left that nobody names.
    private async Task DeleteThrownAwayAsync(ArticleState state, ArticleTrash trash)
    {
        foreach (var text in state.TextsOf(trash)) await _texts.DeleteDraftAsync(text);
        if (state.IsInTrash) await _texts.DeleteNotesAsync(state.LastNote);
        await CommitAsync(state, state.Deleted(trash, state.IsInTrash ? await _texts.AddDraftAsync(new() { Title = "", Body = "" }) : null));
    }

    private async Task<ArticleResult> DiscardInTurnAsync(DiscardDraft command)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Version == 0) return new ArticleNotFound();
        if (!ArticleRules.May(command.Actor, Deed.Write, state)) return new ArticleForbidden();
        if (state.Schedule is not null && !ArticleRules.May(command.Actor, Deed.Publish, state)) return new ArticleForbidden();
        var mark = command.Mark();
        if (state.Took(mark)) return Present(state);
        if (command.ExpectedVersion != state.Version) return new ArticleConflict(state.Version);
        if (state.Draft is null || state.IsInTrash) return new ArticleNotFound();
        if (IsHeldFrom(command.Actor) is { } held) return held;

        var now = _time.GetUtcNow();
        var shown = state.Text is { Name: { } name } ? (await _texts.ReadAsync(name)).Text.Title : "";
        // Registered first, as a publication is: after a crash before the commit it is of nothing that the story knows.
        var deletion = Guid.NewGuid();
        await GrainFactory.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(Id)).RegisterAsync(Id, deletion, DraftTrash.DeletionOf(now));
        return await CommitAsync(state, state.ThrowAway(shown, command.Actor, now, deletion) with { LastDecision = mark });
    }

    // Whoever asks for it again finds it there, and whoever asks for what is gone finds what there is: it needs no version.
    private async Task<ArticleResult> TakeBackInTurnAsync(Actor actor)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Version == 0) return new ArticleNotFound();
        if (!ArticleRules.May(actor, Deed.Write, state)) return new ArticleForbidden();
        return state.ThrownAway is { } trash && !trash.IsOver(_time.GetUtcNow()) ? await CommitAsync(state, state.TakeBack(trash)) : Present(state);
    }
}
