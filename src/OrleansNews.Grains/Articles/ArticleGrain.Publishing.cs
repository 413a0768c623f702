using System.Collections.Immutable;
using OrleansNews.Accounts;
using OrleansNews.Media;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <content>What readers see: publications, updates, withdrawals, and the address.</content>
internal sealed partial class ArticleGrain
{
    public async Task<ArticleResult> PublishAsync(PublishArticle command)
    {
        var result = await _turns.TakeAsync(() => PublishInTurnAsync(command));
        if (result is ArticleSaved) await AnnounceAsync();
        return result;
    }

    private async Task<ArticleResult> PublishInTurnAsync(PublishArticle command)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (!ArticleRules.May(command.Actor, Deed.Publish, state)) return new ArticleForbidden();
        var mark = command.Mark();
        if (state.Took(mark)) return Present(state);
        if (await RefuseAsync(state, state.BaseOf(mark)) is { } refusal) return refusal;
        if (command.Content is not null && IsHeldFrom(command.Actor) is { } held) return held;
        return await PublishTextAsync(state, command, mark);
    }

    // Who may, and from which version, is checked before.
    private async Task<ArticleResult> PublishTextAsync(ArticleState state, PublishArticle command, ArticleCommandMark mark)
    {
        if (await ContentToPublishAsync(state, command) is not { } given) return new ArticleNotFound();

        var now = _time.GetUtcNow();
        var content = ArticleRules.Normalise(given);
        var errors = ArticleRules.ValidatePublication(content, command.Reason, command.PublishedAt, now).AddRange(PlanningRules.ValidateNow(state, command, now));
        if (!errors.IsEmpty) return new ArticleInvalid(errors);
        if (await FindUnknownSectionAsync(state, content, command.Actor) is { } unknown) return new ArticleInvalid([unknown]);
        await TellPicturesAsync(content);
        var picture = await PictureOfAsync(content);
        if (picture is null && content.LeadImage is not null) return new ArticleInvalid([NoPicture]);
        var text = await Task.Run(() => _renderer.Render(content.Body, content.Format));
        if (text is null) return new ArticleInvalid([TooDeep]);

        var settings = (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        var publishedAt = (command.PublishedAt ?? state.PublishedAt ?? now).ToUniversalTime();
        var local = LocalTime(publishedAt, settings);
        var (section, byline) = (content.Section ?? settings.DefaultSection, await BylineAsync(state, content, command.Actor));
        var revision = new ArticleRevisionState
        {
            Number = state.Revision + 1,
            Text = ArticleTextRecord.From(content),
            Html = text.Html,
            Summary = content.Excerpt.Length > 0 ? content.Excerpt : content.Standfirst.Length > 0 ? content.Standfirst : text.Summary,
            Section = TermRecord.From(section),
            Byline = TermRecord.From(byline),
            Picture = PictureRecord.From(picture),
        };
        var name = await _texts.AddRevisionAsync(revision);
        if (await new PathClaims(GrainFactory, Id).ClaimAsync(content, state.Path, local, settings, section, byline) is not { } path)
            return new ArticleInvalid([ArticleRules.AddressTaken]);

        var entry = new ArticleRevisionEntry { Number = revision.Number, Name = name, Status = ArticleStatus.Published, At = now, By = command.Actor.Name, Reason = command.Reason };
        var listedIn = ArticleHistory.ListingsOf(section, content.Tags, byline);
        var next = Owned(state, command.Actor).Publish(entry, path, publishedAt, listedIn, command.KeepsDraft) with { CommentsOpen = content.CommentsOpen };
        if (next.Draft is null) next = next.SavedAs(content.Title, command.Actor, now); // A draft that stays is whose it was.
        next = command is { Content: not null, KeepsDraft: false } ? next with { LastText = mark with { Name = name } } : next with { LastDecision = mark };
        if (command.Correction is { } note) next = next.Correct(note, state.Text!.Name!, now);
        var saved = await CommitAsync(state, next);
        _texts.Show(name, revision);
        return saved;
    }

    public async Task<ArticleResult> WithdrawAsync(WithdrawArticle command)
    {
        var result = await _turns.TakeAsync(() => WithdrawInTurnAsync(command));
        if (result is ArticleSaved) await UnlistAsync();
        return result;
    }

    private async Task<ArticleResult> WithdrawInTurnAsync(WithdrawArticle command)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Version == 0) return new ArticleNotFound();
        if (!ArticleRules.May(command.Actor, Deed.Withdraw, state)) return new ArticleForbidden();
        var mark = command.Mark();
        if (state.Took(mark)) return Present(state);
        if (command.ExpectedVersion != state.Version) return new ArticleConflict(state.Version);
        if (state.Status != ArticleStatus.Published) return new ArticleNotFound();
        if (ArticleRules.ValidateReason(command.Reason) is { IsEmpty: false } errors) return new ArticleInvalid(errors);

        var now = _time.GetUtcNow();
        var entry = new ArticleRevisionEntry { Number = state.Revision + 1, Status = ArticleStatus.Withdrawn, At = now, By = command.Actor.Name, Reason = command.Reason };
        return await CommitAsync(state, state.Withdraw(entry) with { LastDecision = mark });
    }

    public async Task ReaddressAsync()
    {
        if (await _turns.TakeAsync(ReaddressInTurnAsync)) await AnnounceAsync();
    }

    private async Task<bool> ReaddressInTurnAsync()
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Status != ArticleStatus.Published) return false;
        var settings = (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        var shown = await _texts.GetShownAsync(state.Text!.Name!);
        var content = shown.Text.ToContent();
        var (section, byline) = (shown.Section!.ToTerm(), shown.Byline.ToTerms());
        var claims = new PathClaims(GrainFactory, Id);
        var local = LocalTime(state.PublishedAt!.Value, settings);
        var path = await claims.ClaimAsync(content, state.Path, local, settings, section, byline) // A name that is taken gets a number, also when its writer chose it.
            ?? await claims.ClaimAsync(content with { Slug = "" }, state.Path, local, settings, section, byline);
        if (path is null || path == state.Path) return false;
        var now = _time.GetUtcNow();
        var entry = new ArticleRevisionEntry { Number = state.Revision + 1, Name = state.Text.Name, Status = ArticleStatus.Published, At = now, By = Actor.System.Name, Reason = "The pattern of addresses was changed" };
        await CommitAsync(state, state.Move(entry, path));
        return true;
    }

    private static DateTimeOffset LocalTime(DateTimeOffset moment, SiteSettings settings) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));

    // Without content: the draft, or a withdrawn story as it was.
    private async Task<ArticleContent?> ContentToPublishAsync(ArticleState state, PublishArticle command)
    {
        if (command.Content is { } content) return content;
        if (state.IsInTrash) return null;
        return state.Draft is not null || state.Status == ArticleStatus.Withdrawn ? await NewestContentAsync(state) : null;
    }

    // As it is in the library now: readers of this revision go on seeing it so. Whoever may publish may see the library; the schedule is nobody.
    private async Task<PictureSource?> PictureOfAsync(ArticleContent content)
    {
        if (content.LeadImage is not { } lead) return null;
        var isPossible = lead.Media.Value <= await GrainFactory.GetGrain<IAllocatorGrain>("media").GetBoundAsync(0);
        return isPossible ? (await GrainFactory.GetGrain<IMediaGrain>(lead.Media.Value).GetAsync(Actor.System))?.Source : null;
    }

    // An editor who updates a story without a byline does not become its author.
    private async Task<ImmutableArray<Term>> BylineAsync(ArticleState state, ArticleContent content, Actor actor)
    {
        if (!content.Authors.IsEmpty) return content.Authors;
        if (state.Text is { Name: { } name } && await _texts.GetShownAsync(name) is { Text.Authors.IsEmpty: true } earlier) return earlier.Byline.ToTerms();
        return Slugs.From(actor.Name).Length > 0 ? [Term.Named(actor.Name)] : [];
    }
}
