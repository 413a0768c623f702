using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <content>What only the newsroom sees: drafts, and who has the story open.</content>
internal sealed partial class ArticleGrain
{
    public async Task<ArticleResult> SaveDraftAsync(SaveDraft command)
    {
        var result = await _turns.TakeAsync(() => SaveDraftInTurnAsync(command));
        if (result is ArticleSaved && !_head.Committed.Outbox.IsEmpty) DeliverInBackgroundAsync().Ignore();
        return result;
    }

    private async Task<ArticleResult> SaveDraftInTurnAsync(SaveDraft command)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (!ArticleRules.May(command.Actor, Deed.Write, state)) return new ArticleForbidden();
        var content = ArticleRules.Normalise(command.Content);
        var mark = command.Mark(content);
        var words = command.Words is { } said && ArticleRules.May(command.Actor, Deed.Publish, state) ? DraftWords.Normalise(said) : null;
        if (state.HasTextOf(mark) && !state.IsInTrash && (state.Draft is null || ((command.InReview ?? state.InReview) == state.InReview && state.Says(words)))) return Present(state);
        if (await RefuseAsync(state, state.BaseOf(mark)) is { } refusal) return refusal;
        if (IsHeldFrom(command.Actor) is { } held) return held;
        if (ArticleRules.ValidateDraft(content).AddRange(PlanningRules.ValidateWords(state, words)) is { IsEmpty: false } errors) return new ArticleInvalid(errors);
        if (await FindUnknownSectionAsync(state, content, command.Actor) is { } unknown) return new ArticleInvalid([unknown]);

        var now = _time.GetUtcNow();
        if (state.Schedule is not null && await RefuseScheduledAsync(state, command, content, now) is { } refused) return refused;
        await TellPicturesAsync(content);
        var draft = await _texts.AddDraftAsync(content);
        var next = Owned(state, command.Actor).Saying(words).KeepingDraft(mark, now).WithDraft(draft, now).ForgettingOldest(now).SavedAs(content.Title, command.Actor, now) with { InReview = command.InReview ?? state.InReview, IsSavedByItself = command.IsAutosave, LastText = mark with { Name = draft } };
        return await CommitAsync(state, next);
    }

    // A section that the story has already is no mistake of whoever writes it now, whether or not there is another story in it.
    private async Task<FieldError?> FindUnknownSectionAsync(ArticleState state, ArticleContent content, Actor actor)
    {
        if (await new StorySections(GrainFactory).MayUseAsync(content.Section, actor)) return null;
        var isItsOwn = (state.Draft is not null || state.Text is not null) && (await NewestContentAsync(state)).Section?.Path == content.Section!.Path;
        return isItsOwn ? null : ArticleRules.UnknownSection(content.Section!);
    }

    // What is saved now goes out by itself: it must be ready, saved on purpose, and by somebody who may publish it.
    private async Task<ArticleResult?> RefuseScheduledAsync(ArticleState state, SaveDraft command, ArticleContent content, DateTimeOffset now)
    {
        if (!ArticleRules.May(command.Actor, Deed.Publish, state)) return new ArticleForbidden();
        if (command.IsAutosave) return new ArticleInvalid([PlanningRules.NotByItself]);
        return await FindErrorsAsync(content, "", now) is { IsEmpty: false } errors ? new ArticleInvalid(errors) : null;
    }

    public async Task<EditableArticle?> OpenAsync(Actor actor, bool takeOver)
    {
        if (await GetForEditingAsync(actor) is not { } article) return null;
        return article with { Lock = _open.Open(actor, EditLock.Length, takeOver, _time.GetUtcNow()) };
    }

    public Task<bool> IsNewAsync() => Task.FromResult(_head.Committed.Version == 0);

    public Task<EditLock?> KeepOpenAsync(Actor actor)
    {
        var state = _head.Committed;
        var may = state.Version > 0 && ArticleRules.May(actor, Deed.Write, state);
        return Task.FromResult(may ? _open.GoOn(actor, EditLock.LengthWithScript, _time.GetUtcNow()) : null);
    }

    public Task CloseAsync(Guid page, Actor actor)
    {
        _open.Close(page, actor);
        return Task.CompletedTask;
    }

    public async Task<ArticleContent?> GetRevisionAsync(long number, Actor actor)
    {
        var state = _head.Committed;
        if (!ArticleRules.May(actor, Deed.Write, state)) return null;
        var entry = state.Revisions.FirstOrDefault(revision => revision.Number == number);
        return entry?.Name is { } name ? await _texts.GetRevisionAsync(name) : null;
    }

    public async Task<ArticleContent?> GetSavedDraftAsync(string name, Actor actor)
    {
        var state = _head.Committed;
        if (state.Version == 0 || !ArticleRules.May(actor, Deed.Write, state)) return null;
        return state.Saved.Any(saved => saved.Name == name) ? await _texts.GetDraftAsync(name) : null;
    }

    private ArticleLocked? IsHeldFrom(Actor actor) => _open.InTheWayOf(actor, _time.GetUtcNow()) is { } by ? new(by, _head.Committed.Version) : null;
}
