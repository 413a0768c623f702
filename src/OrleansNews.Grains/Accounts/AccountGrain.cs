using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Accounts;

[GrainType("account"), Reentrant]
internal sealed partial class AccountGrain : Grain, IAccountGrain
{
    private const int StampBytes = 16;

    // A front end remembers an answer for four seconds, and what is revoked ends within five.
    private static readonly TimeSpan CheckedAsOf = TimeSpan.FromMilliseconds(500);

    private readonly CommittedState<AccountState> _state;
    private readonly Rereading _reread;
    private readonly TimeProvider _time;
    private readonly ILogger<AccountGrain> _logger;

    public AccountGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<AccountGrain> logger)
    {
        _state = new(GrainContext, storage, "account");
        _reread = new(_state.ReloadAsync, time, CheckedAsOf);
        _time = time;
        _logger = logger;
    }

    private string Login => this.GetPrimaryKeyString();

    private DateTimeOffset Now => _time.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<bool> CreateAsync(NewAccount account)
    {
        if (account.Login != Login) throw new ArgumentException("The account's login is not the grain's key.", nameof(account));
        var created = AccountRules.Create(account, NewSecret(), Now);
        return _state.ChangeAsync(state => AccountRules.Exists(state) ? (state, false) : (created, true));
    }

    public Task<SignInAttempt> BeginSignInAsync(SignInFactor factor)
    {
        LeaveNothingOfStrangers();
        return _state.ChangeAsync(state => SignInRules.TakeAttempt(state, factor, Now));
    }

    public async Task<SignInStep?> CompleteSignInAsync(string stamp, HashedPassword? rehashed, string browser)
    {
        var id = SessionStamps.NewId();
        var (right, more) = await _state.ChangeAsync(state =>
        {
            var (next, isRight) = SignInRules.CompletePassword(state, stamp, rehashed?.Value);
            var asksMore = next.SecondFactor is not null;
            return (isRight && !asksMore ? SessionRules.Begin(next, id, browser, Now) : next, (isRight, asksMore));
        });
        if (!right) return null;
        return more ? new SecondFactorWanted(stamp) : Begun(stamp, id);
    }

    public Task<SignedIn?> CompleteSecondFactorAsync(string stamp, long step, string browser) =>
        BeginSessionAsync(stamp, browser, state => SignInRules.CompleteAuthenticator(state, stamp, step));

    public Task<SignedIn?> UseRecoveryCodeAsync(string stamp, ImmutableArray<byte> hash, string browser)
    {
        LeaveNothingOfStrangers();
        return BeginSessionAsync(stamp, browser, state => SignInRules.UseRecoveryCode(state, stamp, hash, Now));
    }

    public Task<bool> ConfirmPasswordAsync(string stamp) => _state.ChangeAsync(state => SignInRules.CompletePassword(state, stamp, null));

    public async Task<Actor?> CheckSessionAsync(string stamp)
    {
        await _reread.WhenOldAsync();
        LeaveNothingOfStrangers();
        if (SessionRules.Find(_state.Current, stamp) is not { } session) return null;
        if (SessionRules.IsNews(session, Now)) NoteAsync(state => SessionRules.See(state, session.Id, Now)).Ignore();
        return AccountRules.Owner(_state.Current);
    }

    public Task EndSessionAsync(string stamp)
    {
        LeaveNothingOfStrangers();
        return _state.ChangeAsync(state => SessionRules.Find(state, stamp) is { } session ? SessionRules.End(state, session.Id) : (state, false));
    }

    public Task<bool> EndSessionOfAsync(string id, Actor actor) => ChangeAsync(actor, state => SessionRules.End(state, id));

    public Task<bool> EndOtherSessionsAsync(string stamp, Actor actor) => ChangeAsync(actor, state => SessionRules.EndOthers(state, SessionStamps.Split(stamp).Id));

    public async Task<Actor?> CheckApplicationPasswordAsync(ImmutableArray<byte> hash)
    {
        await _reread.WhenOldAsync();
        LeaveNothingOfStrangers();
        if (ApplicationPasswordRules.Find(_state.Current, hash) is not { } password) return null;
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        if (password.LastUsed != today) NoteAsync(state => ApplicationPasswordRules.Use(state, password.Id, today)).Ignore();
        return AccountRules.Owner(_state.Current);
    }

    public Task<bool> AddApplicationPasswordAsync(string name, ImmutableArray<byte> hash, Actor actor)
    {
        var id = SessionStamps.NewId();
        return ChangeAsync(actor, state => ApplicationPasswordRules.Add(state, id, name, hash, Now));
    }

    public Task<bool> RevokeApplicationPasswordAsync(string id, Actor actor) => ChangeAsync(actor, state => ApplicationPasswordRules.Revoke(state, id));

    public async Task<SignedIn?> ChangePasswordAsync(HashedPassword password, string stamp, Actor actor)
    {
        if (!AccountRules.IsOwner(Login, actor)) return null;
        var newStamp = NewSecret();
        var session = await _state.ChangeAsync(state => SessionRules.Find(state, stamp) is { } kept
            ? (AccountRules.SetPassword(state, password.Value, newStamp) with { Sessions = [kept] }, kept.Id)
            : (state, null));
        return session is null ? null : Begun(newStamp, session);
    }

    public Task<bool> OfferPasswordLinkAsync(ImmutableArray<byte> hash, Actor actor) =>
        AdministerAsync(actor, state => AccountRules.OfferPasswordLink(state, hash, Now));

    public Task<bool> AskForPasswordMailAsync()
    {
        LeaveNothingOfStrangers();
        return _state.ChangeAsync(state => PasswordMailRules.Ask(state, Now));
    }

    public Task<string?> OfferMailedLinkAsync(ImmutableArray<byte> hash, Actor actor)
    {
        LeaveNothingOfStrangers();
        return actor.May(Permission.ManageAccounts) ? _state.ChangeAsync(state => PasswordMailRules.Offer(state, hash, Now)) : Task.FromResult<string?>(null);
    }

    public Task<bool> CanUsePasswordLinkAsync(ImmutableArray<byte> hash)
    {
        LeaveNothingOfStrangers();
        return Task.FromResult(AccountRules.CanUsePasswordLink(_state.Current, hash, Now));
    }

    public Task<bool> UsePasswordLinkAsync(ImmutableArray<byte> hash, HashedPassword password)
    {
        LeaveNothingOfStrangers();
        var stamp = NewSecret();
        return _state.ChangeAsync(state => AccountRules.UsePasswordLink(state, hash, password.Value, stamp, Now));
    }

    public Task<bool> EnableSecondFactorAsync(SecondFactor factor, Actor actor) =>
        AccountRules.IsOwner(Login, actor) ? ChangeAsync(actor, state => SecondFactorRules.Enable(state, factor)) : Task.FromResult(false);

    public Task<bool> ReplaceRecoveryCodesAsync(ImmutableArray<ImmutableArray<byte>> codes, Actor actor) =>
        AccountRules.IsOwner(Login, actor) ? ChangeAsync(actor, state => SecondFactorRules.ReplaceCodes(state, codes)) : Task.FromResult(false);

    public Task<bool> DisableSecondFactorAsync(Actor actor)
    {
        var stamp = NewSecret();
        return ChangeAsync(actor, state => SecondFactorRules.Disable(state, AccountRules.IsOwner(Login, actor), stamp));
    }

    public Task<bool> RequireSecondFactorAsync(bool required, Actor actor) =>
        AdministerAsync(actor, state => (state with { SecondFactorRequired = required }, true));

    public Task<bool> ChangeProfileAsync(Profile profile, Actor actor) =>
        AccountRules.IsPossible(profile) ? ChangeAsync(actor, state => (PasswordMailRules.ChangeProfile(state, profile), true)) : Task.FromResult(false);

    public Task<bool> ChangeRoleAsync(Role role, Actor actor) =>
        Enum.IsDefined(role) ? AdministerAsync(actor, state => (state with { Role = role }, true)) : Task.FromResult(false);

    public Task<bool> SetDisabledAsync(bool disabled, Actor actor)
    {
        var stamp = NewSecret();
        return AdministerAsync(actor, state => (SessionRules.EndAll(state, stamp) with { Disabled = disabled, PasswordMails = null }, true));
    }

    public Task<AccountView?> GetAsync(Actor actor)
    {
        LeaveNothingOfStrangers();
        var state = _state.Current;
        return Task.FromResult(AccountRules.Exists(state) && AccountRules.MayTouch(Login, actor) ? AccountViews.Of(state) : null);
    }

    public async Task<AccountView?> GetSettledAsync(Actor actor)
    {
        await _state.ReloadAsync();
        return await GetAsync(actor);
    }

    private async Task<SignedIn?> BeginSessionAsync(string stamp, string browser, Func<AccountState, (AccountState Next, bool Right)> complete)
    {
        var id = SessionStamps.NewId();
        var right = await _state.ChangeAsync(state =>
        {
            var (next, isRight) = complete(state);
            return (isRight ? SessionRules.Begin(next, id, browser, Now) : next, isRight);
        });
        return right ? Begun(stamp, id) : null;
    }

    private SignedIn Begun(string stamp, string id) => new(AccountRules.Owner(_state.Current), SessionStamps.Of(stamp, id), AccountRules.MustEnrol(_state.Current));

    private Task<bool> AdministerAsync(Actor actor, Func<AccountState, (AccountState Next, bool Done)> change) =>
        actor.May(Permission.ManageAccounts) ? ChangeAsync(actor, change) : Task.FromResult(false);

    private Task<bool> ChangeAsync(Actor actor, Func<AccountState, (AccountState Next, bool Done)> change)
    {
        LeaveNothingOfStrangers();
        if (!AccountRules.MayTouch(Login, actor)) return Task.FromResult(false);
        return _state.ChangeAsync(state => AccountRules.Exists(state) ? change(state) : (state, false));
    }

    // Nobody waits for it, and who is signed in stays so when it cannot be written: a full disk must not lock out those who clear it.
    private async Task NoteAsync(Func<AccountState, (AccountState Next, bool Noted)> note)
    {
        try
        {
            await _state.ChangeAsync(note);
        }
        catch (Exception fault)
        {
            LogNotNoted(_logger, fault);
        }
    }

    // Anybody can name logins that do not exist; an activation for each would be memory on demand.
    private void LeaveNothingOfStrangers()
    {
        if (!AccountRules.Exists(_state.Current)) DeactivateOnIdle();
    }

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));

    [LoggerMessage(1, LogLevel.Warning, "When an account was last seen could not be written.")]
    private static partial void LogNotNoted(ILogger logger, Exception fault);
}
