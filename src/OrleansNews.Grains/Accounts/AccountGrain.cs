using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Accounts;

[GrainType("account"), Reentrant]
internal sealed class AccountGrain : Grain, IAccountGrain
{
    private const int StampBytes = 16;

    private readonly CommittedState<AccountState> _state;
    private readonly TimeProvider _time;

    public AccountGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time)
    {
        _state = new(GrainContext, storage, "account");
        _time = time;
    }

    private string Login => this.GetPrimaryKeyString();

    private Actor Owner => new(_state.Current.Login, _state.Current.Name, _state.Current.Role);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<bool> CreateAsync(NewAccount account)
    {
        if (account.Login != Login) throw new ArgumentException("The account's login is not the grain's key.", nameof(account));
        var created = AccountRules.Create(account, NewStamp(), _time.GetUtcNow());
        return _state.ChangeAsync(state => AccountRules.Exists(state) ? (state, false) : (created, true));
    }

    public Task<SignInAttempt> BeginSignInAsync(SignInFactor factor)
    {
        LeaveNothingOfStrangers();
        return _state.ChangeAsync(state => AccountRules.TakeAttempt(state, _time.GetUtcNow()));
    }

    public async Task<SignedIn?> CompleteSignInAsync(string stamp, HashedPassword? rehashed)
    {
        var signedIn = await _state.ChangeAsync(state => AccountRules.CompleteAttempt(state, stamp, rehashed?.Value));
        return signedIn ? new(Owner, SessionStamps.Begin(stamp)) : null;
    }

    public Task<Actor?> CheckSessionAsync(string stamp)
    {
        LeaveNothingOfStrangers();
        return Task.FromResult(AccountRules.IsSession(_state.Current, stamp) ? Owner : null);
    }

    public Task EndSessionAsync(string stamp)
    {
        LeaveNothingOfStrangers();
        if (!AccountRules.IsSession(_state.Current, stamp)) return Task.CompletedTask;
        var newStamp = NewStamp();
        return _state.ChangeAsync(state => AccountRules.EndSession(state, stamp, newStamp, _time.GetUtcNow()));
    }

    public Task<Actor?> CheckApplicationPasswordAsync(ImmutableArray<byte> hash)
    {
        LeaveNothingOfStrangers();
        return Task.FromResult(AccountRules.HasApplicationPassword(_state.Current, hash) ? Owner : null);
    }

    public Task<bool> AddApplicationPasswordAsync(string name, ImmutableArray<byte> hash, Actor actor) =>
        ChangeAsync(actor, state => AccountRules.AddApplicationPassword(state, name, hash, _time.GetUtcNow()));

    public Task<bool> SetPasswordAsync(HashedPassword password, Actor actor)
    {
        var stamp = NewStamp();
        return ChangeAsync(actor, state => (state with { PasswordHash = password.Value, Stamp = stamp, FailedAttempts = 0, RefusedUntil = default }, true));
    }

    public Task<bool> SetDisabledAsync(bool disabled, Actor actor)
    {
        if (!actor.May(Permission.ManageAccounts)) return Task.FromResult(false);
        var stamp = NewStamp();
        return ChangeAsync(actor, state => (state with { Disabled = disabled, Stamp = stamp }, true));
    }

    public Task<bool> SignOutEverywhereAsync(Actor actor)
    {
        var stamp = NewStamp();
        return ChangeAsync(actor, state => (state with { Stamp = stamp }, true));
    }

    public Task<AccountView?> GetAsync(Actor actor)
    {
        var state = _state.Current;
        if (!AccountRules.Exists(state) || !AccountRules.MayTouch(Login, actor)) return Task.FromResult<AccountView?>(null);
        return Task.FromResult<AccountView?>(new(
            Owner,
            state.Email,
            state.Disabled,
            state.CreatedAt,
            [.. state.ApplicationPasswords.Select(password => new ApplicationPasswordView(password.Name, password.CreatedAt))]));
    }

    private Task<bool> ChangeAsync(Actor actor, Func<AccountState, (AccountState Next, bool Done)> change)
    {
        if (!AccountRules.MayTouch(Login, actor)) return Task.FromResult(false);
        return _state.ChangeAsync(state => AccountRules.Exists(state) ? change(state) : (state, false));
    }

    // Anybody can name logins that do not exist; an activation for each would be memory on demand.
    private void LeaveNothingOfStrangers()
    {
        if (!AccountRules.Exists(_state.Current)) DeactivateOnIdle();
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));
}
