using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Operations;

namespace OrleansNews.Moderation;

[GrainType("story-moderation"), Reentrant]
internal sealed partial class StoryModerationGrain : Grain, IStoryModerationGrain, IOutboxOwner
{
    private readonly CommittedState<StoryModerationState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger<StoryModerationGrain> _logger;
    private readonly LogTeller _teller;

    public StoryModerationGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<StoryModerationGrain> logger)
    {
        _state = new(GrainContext, storage, "story-moderation");
        _time = time;
        _logger = logger;
        _teller = new(
            GrainContext.GrainId,
            GrainFactory,
            () => _state.Current.Untold.OrEmpty(),
            told => _state.ChangeAsync(state => (state with { Untold = LogTeller.Without(state.Untold, told) }, true)),
            fault => LogNotTold(Article, fault));
    }

    private ArticleId Article => new(this.GetPrimaryKeyLong());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<StoryModeration> GetAsync(StoryModeration otherwise) =>
        Task.FromResult(_state.Current.Mode == StoryModeration.Site ? otherwise : _state.Current.Mode);

    public async Task<bool> SetAsync(StoryModeration mode, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments) || !Enum.IsDefined(mode)) return false;
        if (_state.Current.Mode == mode) return true;

        // Registered before it is written: after a crash the registry wakes this grain, and the log hears of it.
        var registration = await _teller.RegisterAsync();
        await _state.ChangeAsync(state => (state.Mode == mode ? state : Changed(state, mode, actor), true));
        _teller.Begin(registration);
        return true;
    }

    public Task DeliverOutboxAsync() => _teller.DeliverAsync();

    private StoryModerationState Changed(StoryModerationState state, StoryModeration mode, Actor actor)
    {
        var at = Math.Max(_time.GetUtcNow().ToUnixTimeMilliseconds(), state.ChangedAt + 1);

        // The events of a thread are numbered from 1.
        var entry = new LogEntry { Place = LogPlace.Of(at, Article, 0), Action = LogAction.ModeChanged, Article = Article, Mode = mode, Login = actor.Login };
        return state with { Mode = mode, ChangedAt = at, Untold = state.Untold.OrEmpty().Add(StoredLogEntry.Of(entry)) };
    }

    [LoggerMessage(LogLevel.Warning, "The moderation log did not hear which comments on story {Article} wait; the outbox registry tries again.")]
    private partial void LogNotTold(ArticleId article, Exception fault);
}
