using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Site;

[GrainType("site"), Reentrant]
internal sealed class SiteGrain : Grain, ISiteGrain
{
    private const int SecretLength = 32;
    private const int LongestPurpose = 100;

    private readonly CommittedState<SiteState> _state;
    private readonly SiteOverlay _overlay;

    public SiteGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        IOptions<SiteOptions> site,
        IOptions<DiscussionOptions> discussion)
    {
        _state = new(GrainContext, storage, "site");
        _overlay = new(site.Value, discussion.Value);
    }

    // A configuration that fixes something else than before is a change that front ends must notice.
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _state.LoadAsync();
        if (_state.Current.Version > 0 && _state.Current.Fixed == _overlay.Fingerprint) return;
        await _state.ChangeAsync(state => (state with { Version = state.Version + 1, Fixed = _overlay.Fingerprint }, true));
    }

    public Task<SiteSettings?> GetAsync(long knownVersion) =>
        Task.FromResult(knownVersion == _state.Current.Version ? null : InForce(_state.Current));

    public async Task<SiteUpdateResult> UpdateAsync(SiteSettings settings, Actor actor)
    {
        if (!actor.May(Permission.ManageSite)) return Refused(new FieldError("", "Your account may not change the site's settings."));
        var errors = SiteRules.Validate(_overlay.Over(settings));
        if (!errors.IsEmpty) return Refused([.. errors]);

        var saved = await _state.ChangeAsync(state =>
        {
            if (settings.Version != state.Version) return (state, false);
            var staff = _overlay.Without(settings, Staff(state));
            return (state with { Version = state.Version + 1, Settings = SiteSettingsRecord.From(staff, state.Settings) }, true);
        });
        return saved
            ? new(true, InForce(_state.Current), [])
            : Refused(new FieldError("", "Somebody else changed the settings meanwhile. Look at them again and repeat your change."));
    }

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

    private SiteSettings InForce(SiteState state) => _overlay.Over(Staff(state)) with { Version = state.Version };

    private static SiteSettings Staff(SiteState state) => state.Settings?.ToSettings() ?? new();
}
