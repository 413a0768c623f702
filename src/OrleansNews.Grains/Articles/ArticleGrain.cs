using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Listings;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <remarks>
/// Reentrant, so that readers never wait for a command: they see the committed head. Commands run one after the other. Every text is stored before the head
/// that names it, and the head carries the messages that its change causes.
/// </remarks>
[GrainType("article"), Reentrant]
internal sealed partial class ArticleGrain : Grain, IArticleGrain, IOutboxOwner
{
    private readonly GrainHead<ArticleState> _head;
    private readonly ArticleTexts _texts;
    private readonly Outbox<ArticleMessage> _outbox;
    private readonly Turns _turns = new();
    private readonly StoryRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly ILogger<ArticleGrain> _logger;

    public ArticleGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        StoryRenderer renderer,
        ILogger<ArticleGrain> logger)
    {
        _head = new(GrainContext, storage, "article");
        _texts = new(GrainContext, storage);
        _outbox = new(GrainContext.GrainId, GrainFactory, () => _head.Committed.Outbox, SendAsync, RemoveDeliveredAsync);
        _renderer = renderer;
        _time = time;
        _logger = logger;
    }

    private ArticleId Id => new(this.GetPrimaryKeyLong());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public Task<ArticleResult> SaveDraftAsync(SaveDraft command) => _turns.TakeAsync<ArticleResult>(async () =>
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (!ArticleRules.May(command.Actor, Deed.Write, state)) return new ArticleForbidden();
        if (await RefuseAsync(state, command.ExpectedVersion) is { } refusal) return refusal;
        var content = ArticleRules.Normalise(command.Content);
        if (ArticleRules.ValidateDraft(content) is { IsEmpty: false } errors) return new ArticleInvalid(errors);

        var now = _time.GetUtcNow();
        var draft = await _texts.AddDraftAsync(content);
        return await CommitAsync(state, Owned(state, command.Actor).WithDraft(draft, now), now);
    });

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
        if (await RefuseAsync(state, command.ExpectedVersion) is { } refusal) return refusal;
        if (await ContentToPublishAsync(state, command) is not { } given) return new ArticleNotFound();

        var now = _time.GetUtcNow();
        var content = ArticleRules.Normalise(given);
        var errors = ArticleRules.ValidatePublication(content, command.Reason, command.PublishedAt, now);
        if (!errors.IsEmpty) return new ArticleInvalid(errors);
        var text = await Task.Run(() => _renderer.Render(content.Body, content.Format));
        if (text is null) return Invalid("body", "The story's markup is nested too deeply to be shown. Flatten lists, quotations or boxes inside each other.");

        var settings = (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        var publishedAt = (command.PublishedAt ?? state.PublishedAt ?? now).ToUniversalTime();
        var local = LocalTime(publishedAt, settings);
        var revision = new ArticleRevisionState
        {
            Number = state.Revision + 1,
            Text = ArticleTextRecord.From(content),
            Html = text.Html,
            Summary = content.Excerpt.Length > 0 ? content.Excerpt : text.Summary,
            Section = content.Section ?? settings.DefaultSection,
            Byline = await BylineAsync(state, content, command.Actor),
        };
        var name = await _texts.AddRevisionAsync(revision);
        if (await new PathClaims(GrainFactory, Id).ClaimAsync(content, state.Path, local, settings, revision.Section, revision.Byline) is not { } path)
            return Invalid("slug", "Another story already has this address. Choose another one.");

        var entry = new ArticleRevisionEntry { Number = revision.Number, Name = name, Status = ArticleStatus.Published, At = now, By = command.Actor.Name, Reason = command.Reason };
        var listedIn = ArticleHistory.ListingsOf(revision.Section, content.Tags, revision.Byline);
        var next = Owned(state, command.Actor).Publish(entry, path, publishedAt, listedIn) with { CommentsOpen = content.CommentsOpen };
        var saved = await CommitAsync(state, next, now);
        _texts.Show(name, revision);
        return saved;
    }

    public async Task<ArticleResult> WithdrawAsync(WithdrawArticle command)
    {
        var result = await _turns.TakeAsync(() => WithdrawInTurnAsync(command));
        if (result is ArticleSaved) await AnnounceAsync();
        return result;
    }

    private async Task<ArticleResult> WithdrawInTurnAsync(WithdrawArticle command)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Version == 0) return new ArticleNotFound();
        if (!ArticleRules.May(command.Actor, Deed.Withdraw, state)) return new ArticleForbidden();
        if (command.ExpectedVersion != state.Version) return new ArticleConflict(state.Version);
        if (state.Status != ArticleStatus.Published) return new ArticleNotFound();
        if (ArticleRules.ValidateWithdrawal(command.Reason) is { IsEmpty: false } errors) return new ArticleInvalid(errors);

        var now = _time.GetUtcNow();
        var entry = new ArticleRevisionEntry { Number = state.Revision + 1, Status = ArticleStatus.Withdrawn, At = now, By = command.Actor.Name, Reason = command.Reason };
        return await CommitAsync(state, state.Withdraw(entry), now);
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
        var claims = new PathClaims(GrainFactory, Id);
        var local = LocalTime(state.PublishedAt!.Value, settings);
        var path = await claims.ClaimAsync(content, state.Path, local, settings, shown.Section!, shown.Byline) // A name that is taken gets a number, also when its writer chose it.
            ?? await claims.ClaimAsync(content with { Slug = "" }, state.Path, local, settings, shown.Section!, shown.Byline);
        if (path is null || path == state.Path) return false;
        var now = _time.GetUtcNow();
        var entry = new ArticleRevisionEntry { Number = state.Revision + 1, Name = state.Text.Name, Status = ArticleStatus.Published, At = now, By = Actor.System.Name, Reason = "The pattern of addresses was changed" };
        await CommitAsync(state, state.Move(entry, path), now);
        return true;
    }

    private static DateTimeOffset LocalTime(DateTimeOffset moment, SiteSettings settings) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));

    public async Task<PublishedArticle?> GetPublishedAsync(long knownRevision)
    {
        var state = _head.Committed;
        if (state.Revision == 0) return null;
        var shown = state.Status == ArticleStatus.Published ? await _texts.GetShownAsync(state.Text!.Name!) : null;
        return ArticleViews.Published(Id, state, shown, withBody: knownRevision != state.Revision);
    }

    public async Task<EditableArticle?> GetForEditingAsync(Actor actor)
    {
        var state = _head.Committed;
        if (state.Version == 0 || !ArticleRules.May(actor, Deed.Write, state)) return null;
        return ArticleViews.Editable(Id, state, await NewestContentAsync(state));
    }

    public async Task DeliverOutboxAsync()
    {
        await _outbox.DeliverAsync();
        await _turns.TakeAsync(() =>
        {
            _outbox.EndIfEmpty();
            return Task.FromResult(true);
        });
    }

    // A story begins with a number that was allocated; everything else must know the version that it changes.
    private async Task<ArticleResult?> RefuseAsync(ArticleState state, long expectedVersion)
    {
        if (state.Version > 0) return expectedVersion == state.Version ? null : new ArticleConflict(state.Version);
        if (expectedVersion != 0 || !Id.IsValid) return new ArticleNotFound();
        return await GrainFactory.GetGrain<IAllocatorGrain>("articles").GetBoundAsync(0) < Id.Value ? new ArticleNotFound() : null;
    }

    private static ArticleInvalid Invalid(string field, string message) => new([new FieldError(field, message)]);

    private static ArticleState Owned(ArticleState state, Actor actor) =>
        state.Version > 0 || actor.Login.Length == 0 ? state : state with { Owners = [actor.Login] };

    // Without content: the draft, or a withdrawn story as it was.
    private async Task<ArticleContent?> ContentToPublishAsync(ArticleState state, PublishArticle command)
    {
        if (command.Content is { } content) return content;
        return state.Draft is not null || state.Status == ArticleStatus.Withdrawn ? await NewestContentAsync(state) : null;
    }

    private async Task<ArticleContent> NewestContentAsync(ArticleState state) =>
        state.Draft is { } draft ? await _texts.GetDraftAsync(draft) : (await _texts.GetShownAsync(state.Text!.Name!)).Text.ToContent();

    // An editor who updates a story without a byline does not become its author.
    private async Task<ImmutableArray<Term>> BylineAsync(ArticleState state, ArticleContent content, Actor actor)
    {
        if (!content.Authors.IsEmpty) return content.Authors;
        if (state.Text is { Name: { } name } && await _texts.GetShownAsync(name) is { Text.Authors.IsEmpty: true } earlier) return earlier.Byline;
        return Slugs.From(actor.Name).Length > 0 ? [Term.Named(actor.Name)] : [];
    }

    private async Task<ArticleResult> CommitAsync(ArticleState state, ArticleState next, DateTimeOffset now)
    {
        await WriteAsync(next);
        foreach (var expired in state.Expired(now).Except(next.Discarded.Select(draft => draft.Name))) await DeleteDraftAsync(expired);
        return new ArticleSaved(Id, next.Version, next.Status, next.Path);
    }

    private Task WriteAsync(ArticleState next) => _outbox.CommitAsync(leavesPending: !next.Outbox.IsEmpty, () => _head.WriteAsync(next));

    private async Task DeleteDraftAsync(string name)
    {
        try
        {
            await _texts.DeleteDraftAsync(name);
        }
        catch (Exception fault)
        {
            LogDraftNotDeleted(Id, name, fault); // It takes room and is named by nobody; the command is done.
        }
    }

    // The reader's way to the story first, and before the command is answered; listings right after it, in the background. What fails here is delivered by the registry.
    private async Task AnnounceAsync()
    {
        try
        {
            foreach (var message in _head.Committed.Outbox.Where(message => message.Kind == ArticleMessage.ForPermalink)) await SendAsync(message);
            DeliverInBackgroundAsync().Ignore();
        }
        catch (Exception fault)
        {
            LogNotAnnounced(Id, fault);
        }
    }

    private async Task DeliverInBackgroundAsync()
    {
        try
        {
            await _outbox.DeliverAsync();
        }
        catch (Exception fault)
        {
            LogNotAnnounced(Id, fault);
        }
    }

    private Task SendAsync(ArticleMessage message) => message.Kind switch
    {
        ArticleMessage.ForPermalink => SettlePathAsync(message),
        ArticleMessage.ForListing => TellListingAsync(message.Target),
        _ => throw new NotSupportedException($"A newer build must deliver the message '{message.Kind}' of article {Id}."),
    };

    private async Task SettlePathAsync(ArticleMessage message)
    {
        var keeper = GrainFactory.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(message.Target));
        var holds = message.RedirectTo is { } newPath
            ? await keeper.RedirectAsync(message.Target, Id, newPath, message.Revision)
            : await keeper.ConfirmAsync(message.Target, Id, message.Revision);
        if (!holds) LogPathLost(Id, message.Target);
    }

    private async Task TellListingAsync(string key)
    {
        var state = _head.Committed;
        var listing = GrainFactory.GetGrain<IListingGrain>(key);
        if (state.Status == ArticleStatus.Published && state.ListedIn.Contains(key))
            await listing.PutAsync([ArticleViews.Listed(Id, state, await _texts.GetShownAsync(state.Text!.Name!))]);
        else
            await listing.RemoveAsync(Id, state.Revision);
    }

    private Task<bool> RemoveDeliveredAsync(IReadOnlyList<ArticleMessage> delivered) => _turns.TakeAsync(async () =>
    {
        await _head.RefreshAsync();
        await WriteAsync(_head.Committed.Delivered(delivered));
        return true;
    });

    [LoggerMessage(LogLevel.Warning, "Article {Article} could not tell everybody that it changed; the outbox registry tries again.")]
    private partial void LogNotAnnounced(ArticleId article, Exception fault);

    [LoggerMessage(LogLevel.Error, "Article {Article} was committed at {Path} more than a minute after it claimed the path, which another story holds by now. Give one of them another address.")]
    private partial void LogPathLost(ArticleId article, string path);

    [LoggerMessage(LogLevel.Warning, "The replaced draft {Name} of article {Article} could not be deleted.")]
    private partial void LogDraftNotDeleted(ArticleId article, string name, Exception fault);
}
