using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Moderation;
using OrleansNews.Operations;

namespace OrleansNews.Site;

[GrainType("site"), Reentrant]
internal sealed partial class SiteGrain : Grain, ISiteGrain, IOutboxOwner
{
    private const int SecretLength = 32;
    private const int LongestPurpose = 100;

    private readonly CommittedState<SiteState> _state;
    private readonly SiteOverlay _overlay;
    private readonly StoryMover _mover;
    private readonly LogTeller _teller;
    private readonly TimeProvider _time;
    private readonly ILogger<SiteGrain> _logger;
    private Task? _walk;

    public SiteGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IOptions<SiteOptions> site,
        IOptions<DiscussionOptions> discussion,
        MailSwitch mail,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<SiteGrain> logger)
    {
        _mover = new(GrainFactory);
        _logger = logger;
        _state = new(GrainContext, storage, "site");
        _overlay = new(site.Value, discussion.Value, mail.IsOn);
        _time = time;
        _teller = new(
            GrainContext.GrainId,
            GrainFactory,
            () => _state.Current.Untold.OrEmpty(),
            told => _state.ChangeAsync(state => (state with { Untold = LogTeller.Without(state.Untold, told) }, true)),
            LogNotDone);
    }

    // A configuration that fixes something else than before is a change that front ends must notice.
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _state.LoadAsync();
        if (_state.Current.Version == 0 || _state.Current.Fixed != _overlay.Fingerprint)
            await _state.ChangeAsync(state => (state with { Version = state.Version + 1, Fixed = _overlay.Fingerprint, NamesListings = state.NamesListings || state.Version == 0 }, true));
        if (!_state.Current.NamesListings) FollowUpAsync().Ignore();
    }

    public Task<SiteSettings?> GetAsync(long knownVersion) =>
        Task.FromResult(knownVersion == _state.Current.Version ? null : InForce(_state.Current));

    public async Task<SiteUpdateResult> UpdateAsync(SiteSettings settings, Actor actor)
    {
        if (!actor.May(Permission.ManageSite) && !actor.May(Permission.ManageSections)) return Refused(SiteRules.NotAllowed);
        if (settings.Version != _state.Current.Version) return Refused(SiteRules.Conflict);
        settings = SiteRules.Permitted(settings, InForce(_state.Current), actor);
        var errors = SiteRules.Validate(_overlay.Over(settings));
        if (!errors.IsEmpty) return Refused([.. errors]);

        // Registered before it is written: after a crash the registry wakes the site, the stories go on moving, and the moderation log hears of a change of mode.
        var mode = ChangedMode(settings, _state.Current, actor);
        long? registration = settings.Permalinks == Staff(_state.Current).Permalinks && mode is null ? null : await GrainFactory.RegisterOutboxAsync(GrainContext.GrainId);
        var saved = await _state.ChangeAsync(state =>
        {
            if (settings.Version != state.Version) return (state, false);
            var staff = _overlay.Without(settings, Staff(state));
            var move = staff.Permalinks == Staff(state).Permalinks ? state.Move : new();
            var next = state with { Version = state.Version + 1, Settings = SiteSettingsRecord.From(staff, state.Settings), Move = move };
            return (mode is { } changed ? SiteModerationLog.With(next, changed, actor, _time.GetUtcNow()) : next, true);
        });
        if (saved && registration is { } number) FollowUpAsync(number).Ignore();
        return saved
            ? new(true, InForce(_state.Current), [])
            : Refused(SiteRules.Conflict);
    }

    public async Task DeliverOutboxAsync()
    {
        await _teller.DeliverAsync();
        while (_state.Current.Move is not null || !_state.Current.NamesListings) await WalkAsync();
    }

    // Null: the same comments wait as before, or it is not staff who say so.
    private StoryModeration? ChangedMode(SiteSettings settings, SiteState state, Actor actor) =>
        actor.Login.Length > 0 && SiteModerationLog.ModeOf(_overlay.Over(settings).Discussion) is var mode && mode != SiteModerationLog.ModeOf(InForce(state).Discussion) ? mode : null;

    private async Task FollowUpAsync(long? registration = null)
    {
        try
        {
            registration ??= await GrainFactory.RegisterOutboxAsync(GrainContext.GrainId);
            await DeliverOutboxAsync();
            await GrainFactory.RegistryOf(GrainContext.GrainId).CompleteAsync(GrainContext.GrainId, registration.Value);
        }
        catch (Exception fault)
        {
            LogNotDone(fault);
        }
    }

    // One walk at a time, whoever asks for it.
    private Task WalkAsync()
    {
        return _walk is null or { IsCompleted: true } ? _walk = WalkOnceAsync() : _walk;

        async Task WalkOnceAsync()
        {
            while (_state.Current.Move is { } done) await MoveAsync(done);
            // The listings that a build without names filled: until each has its name, front ends ask for any that is invented.
            while (_state.Current is { NamesListings: false, Move: null }) await NameListingsAsync();
        }
    }

    private async Task MoveAsync(StoryMove done)
    {
        var next = await _mover.MoveAsync(done);
        // A pattern that was changed again meanwhile begins anew.
        await _state.ChangeAsync(state => ReferenceEquals(state.Move, done) ? (state with { Move = next }, true) : (state, false));
    }

    private async Task NameListingsAsync()
    {
        var next = await _mover.NameListingsAsync(_state.Current.Naming ?? new());
        await _state.ChangeAsync(state => (next is null ? state with { Version = state.Version + 1, NamesListings = true, Naming = null } : state with { Naming = next }, true));
    }

    [LoggerMessage(LogLevel.Warning, "What follows from changed settings (new addresses of stories, the names of listings, the moderation log) is not all done; the outbox registry tries again.")]
    private partial void LogNotDone(Exception fault);

    public Task<byte[]> GetSecretAsync(string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose.Length, LongestPurpose, nameof(purpose));
        if (_state.Current.Secrets.TryGetValue(purpose, out var known)) return Task.FromResult(known);
        var made = RandomNumberGenerator.GetBytes(SecretLength);
        return _state.ChangeAsync(state => state.Secrets.TryGetValue(purpose, out var secret)
            ? (state, secret)
            : (state with { Secrets = state.Secrets.Add(purpose, made) }, made));
    }

    private SiteUpdateResult Refused(params ImmutableArray<FieldError> errors) => new(false, InForce(_state.Current), errors);

    private SiteSettings InForce(SiteState state) => _overlay.Over(Staff(state)) with { Version = state.Version, Fixed = _overlay.Fields, NamesListings = state.NamesListings };

    private static SiteSettings Staff(SiteState state) => state.Settings?.ToSettings() ?? new();
}
