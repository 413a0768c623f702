using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Media;
using OrleansNews.Operations;

namespace OrleansNews.Articles;

/// <remarks>
/// Reentrant, so that readers never wait for a command: they see the committed head. Commands run one after the other. Every text is stored before the head
/// that names it, and the head carries the messages that its change causes.
/// </remarks>
[GrainType("article"), Reentrant]
internal sealed partial class ArticleGrain : Grain, IArticleGrain, IOutboxOwner, IPictureUser
{
    private readonly GrainHead<ArticleState> _head;
    private readonly ArticleTexts _texts;
    private readonly Outbox<ArticleMessage> _outbox;
    private readonly Turns _turns = new();
    private readonly OpenStory _open = new();
    private readonly PictureNotes _pictures;
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
        _pictures = new(GrainContext.GrainId, GrainFactory);
        _renderer = renderer;
        _time = time;
        _logger = logger;
    }

    private ArticleId Id => new(this.GetPrimaryKeyLong());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public async Task<PublishedArticle?> GetPublishedAsync(long knownRevision)
    {
        var state = _head.Committed;
        if (state.Revision == 0) return null;
        var shown = state.Status == ArticleStatus.Published ? await _texts.GetShownAsync(state.Text!.Name!) : null;
        return ArticleViews.Published(Id, state, shown, withBody: knownRevision != state.Revision);
    }

    public async Task<StoryStanding?> GetStandingAsync(Actor? actor)
    {
        var state = _head.Committed;
        if (state.Revision == 0) return null;
        var live = state.Status == ArticleStatus.Published ? (await _texts.GetShownAsync(state.Text!.Name!)).Text.Live : LiveOrder.None;
        return new(state.Status, live, May(Deed.Write), May(Deed.Publish), May(Deed.Withdraw));

        bool May(Deed deed) => actor is not null && ArticleRules.May(actor, deed, state);
    }

    public async Task<CorrectedText?> GetCorrectedAsync(long revision)
    {
        var state = _head.Committed;
        if (state.Status != ArticleStatus.Published || state.Corrections.FirstOrDefault(correction => correction.Revision == revision) is not { Before: { } before }) return null;
        if (state.Revisions.FirstOrDefault(entry => entry.Number == revision)?.Name is not { } after) return null;
        var texts = await Task.WhenAll(_texts.ReadAsync(before), _texts.ReadAsync(after));
        return await Task.Run(() => new CorrectedText(PlainStory.Of(texts[0]), PlainStory.Of(texts[1])));
    }

    public async Task<EditableArticle?> GetForEditingAsync(Actor actor)
    {
        var state = _head.Committed;
        if (state.Version == 0 || !ArticleRules.May(actor, Deed.Write, state)) return null;
        return ArticleViews.Editable(Id, state, await NewestContentAsync(state)) with { Lock = _open.HeldAt(_time.GetUtcNow()) };
    }

    // A story begins with a number that was allocated; everything else must know the version that it changes.
    private async Task<ArticleResult?> RefuseAsync(ArticleState state, long expectedVersion)
    {
        if (state.Version > 0) return expectedVersion == state.Version ? null : new ArticleConflict(state.Version);
        if (expectedVersion != 0 || !Id.IsValid) return new ArticleNotFound();
        return await GrainFactory.GetGrain<IAllocatorGrain>("articles").IsGivenAsync(Id.Value) ? null : new ArticleNotFound();
    }

    private static FieldError NoPicture { get; } = new("lead_image", ArticleRules.NoPicture, "no_picture");

    private static FieldError TooDeep { get; } = new("body", ArticleRules.TooDeep, "too_deep");

    private static ArticleState Owned(ArticleState state, Actor actor) =>
        state.Version > 0 || actor.Login.Length == 0 ? state : state with { Owners = [actor.Login] };

    private async Task<ArticleContent> NewestContentAsync(ArticleState state) =>
        state.Draft is { } draft ? await _texts.GetDraftAsync(draft) : (await _texts.GetShownAsync(state.Text!.Name!)).Text.ToContent();

    private async Task<ArticleResult> CommitAsync(ArticleState state, ArticleState next)
    {
        next = next.TellingDesk(state, Id);
        await WriteAsync(next);
        foreach (var forgotten in state.DraftsForgottenBy(next)) await DeleteDraftAsync(forgotten);
        return Present(next);
    }

    private ArticleSaved Present(ArticleState state) => new(Id, state.Version, state.Status, state.Path);

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

    [LoggerMessage(LogLevel.Warning, "The replaced draft {Name} of article {Article} could not be deleted.")]
    private partial void LogDraftNotDeleted(ArticleId article, string name, Exception fault);
}
