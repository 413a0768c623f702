using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Operations;

[GrainType("outbox-registry"), Reentrant]
internal sealed partial class OutboxRegistryGrain : Grain, IOutboxRegistryGrain
{
    private const int WokenAtOnce = 16;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly CommittedState<OutboxRegistryState> _state;
    private readonly OutboxInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxRegistryGrain> _logger;

    // Completions are written with the next registration or wake: one that a crash loses costs one needless wake.
    private Dictionary<string, long> _completed = [];
    private readonly Dictionary<string, (int Failures, DateTimeOffset NotBefore)> _backoff = [];
    private bool _waking;

    public OutboxRegistryGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        OutboxInstruments instruments,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<OutboxRegistryGrain> logger)
    {
        _state = new(GrainContext, storage, "outbox-registry");
        _instruments = instruments;
        _time = time;
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _instruments.Forget(this.GetPrimaryKeyLong());
        return Task.CompletedTask;
    }

    public Task<long> RegisterAsync(GrainId owner)
    {
        var at = _time.GetUtcNow();
        return _state.ChangeAsync(state =>
        {
            state = WithoutCompleted(state, _completed);
            var number = state.LastRegistration + 1;
            var registration = new OutboxRegistration { Number = number, At = at };
            return (state with { LastRegistration = number, Owners = state.Owners.SetItem(owner.ToString(), registration) }, number);
        });
    }

    public Task CompleteAsync(GrainId owner, long registration)
    {
        Completed(owner.ToString(), registration);
        return Task.CompletedTask;
    }

    public async Task WakeAsync(TimeSpan age)
    {
        if (_waking) return;
        _waking = true;
        try
        {
            await WakeOwnersAsync(age);
            if (_completed.Count > 0) await ForgetCompletedAsync();
        }
        finally
        {
            Report();
            _waking = false;
        }
    }

    private void Report()
    {
        var waiting = _state.Current.Owners.Where(owner => !IsCompleted(owner.Key, owner.Value.Number)).Select(owner => owner.Value.At).ToList();
        _instruments.Report(this.GetPrimaryKeyLong(), waiting.Count == 0 ? TimeSpan.Zero : _time.GetUtcNow() - waiting.Min(), waiting.Count);
    }

    private async Task WakeOwnersAsync(TimeSpan age)
    {
        var now = _time.GetUtcNow();
        var due = _state.Current.Owners
            .Where(owner => owner.Value.At <= now - age && !IsCompleted(owner.Key, owner.Value.Number) && !IsBackedOff(owner.Key, now))
            .OrderBy(owner => owner.Value.Number)
            .ToList();
        foreach (var owners in due.Chunk(WokenAtOnce)) await Task.WhenAll(owners.Select(owner => WakeOwnerAsync(owner.Key, owner.Value.Number)));
    }

    private async Task WakeOwnerAsync(string owner, long registration)
    {
        try
        {
            await GrainFactory.GetGrain<IOutboxOwner>(GrainId.Parse(owner, null)).DeliverOutboxAsync();
            Completed(owner, registration);
        }
        catch (Exception fault)
        {
            // The owner stays registered: a later wake, here or in another silo, tries again.
            var failures = _backoff.GetValueOrDefault(owner).Failures + 1;
            var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), LongestBackoff.TotalSeconds));
            _backoff[owner] = (failures, _time.GetUtcNow() + pause);
            LogNotDelivered(owner, failures, fault);
        }
    }

    private void Completed(string owner, long registration)
    {
        _completed[owner] = Math.Max(registration, _completed.GetValueOrDefault(owner));
        _backoff.Remove(owner);
    }

    private bool IsCompleted(string owner, long registration) => _completed.GetValueOrDefault(owner) >= registration;

    private bool IsBackedOff(string owner, DateTimeOffset now) => _backoff.TryGetValue(owner, out var backoff) && now < backoff.NotBefore;

    private async Task ForgetCompletedAsync()
    {
        var written = _completed;
        _completed = [];
        try
        {
            await _state.ChangeAsync(state => (WithoutCompleted(state, written), true));
        }
        catch
        {
            foreach (var (owner, registration) in written) Completed(owner, registration);
            throw;
        }
    }

    private static OutboxRegistryState WithoutCompleted(OutboxRegistryState state, Dictionary<string, long> completed)
    {
        var gone = completed.Where(done => state.Owners.TryGetValue(done.Key, out var registered) && registered.Number <= done.Value).Select(done => done.Key).ToList();
        return gone.Count == 0 ? state : state with { Owners = state.Owners.RemoveRange(gone) };
    }

    [LoggerMessage(LogLevel.Warning, "{Owner} could not deliver its outbox ({Failures} times now) and is asked again later.")]
    private partial void LogNotDelivered(string owner, int failures, Exception fault);
}
