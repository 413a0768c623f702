using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Accounts;

// Not reentrant: of two who set up at once, the second begins when the first is done.
[GrainType("staff")]
internal sealed class StaffGrain : Grain, IStaffGrain
{
    private readonly CommittedState<StaffState> _state;

    public StaffGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) =>
        _state = new(GrainContext, storage, "staff");

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public async Task<bool> OfferSetupAsync(ImmutableArray<byte> tokenHash)
    {
        await ResolvePendingAsync();
        return await _state.ChangeAsync(state => StaffRules.Offer(state, tokenHash));
    }

    public Task<bool> CanSetUpAsync(ImmutableArray<byte> tokenHash) => Task.FromResult(StaffRules.CanSetUp(_state.Current, tokenHash));

    public async Task<CreateAccountResult> SetUpAsync(ImmutableArray<byte> tokenHash, NewAccount account)
    {
        await ResolvePendingAsync();
        if (!StaffRules.CanSetUp(_state.Current, tokenHash)) return CreateAccountResult.Forbidden;
        if (account.PasswordHash.Length == 0) return CreateAccountResult.Invalid;
        // Asked again of what is stored by then: another activation may have made one since this one read it.
        return await MakeAsync(account with { Role = Role.Administrator }, (state, made) => StaffRules.BeginSetup(state, tokenHash, made));
    }

    public Task<CreateAccountResult> CreateAsync(NewAccount account, Actor actor) =>
        actor.May(Permission.ManageAccounts) ? MakeAsync(account, StaffRules.Begin) : Task.FromResult(CreateAccountResult.Forbidden);

    public async Task<ChangeStaffResult> ChangeProfileAsync(string login, Profile profile, Actor actor)
    {
        if (!AccountRules.MayTouch(login, actor)) return ChangeStaffResult.Forbidden;
        if (StaffRules.Find(_state.Current, login) is null) return ChangeStaffResult.NotFound;
        if (!await Account(login).ChangeProfileAsync(profile, actor)) return ChangeStaffResult.Invalid;
        return await _state.ChangeAsync(state => StaffRules.Change(state, login, entry => entry with { Name = profile.Name }));
    }

    public Task<ChangeStaffResult> ChangeRoleAsync(string login, Role role, Actor actor) =>
        Enum.IsDefined(role) ? ChangeAsync(login, entry => entry with { Role = role }, account => account.ChangeRoleAsync(role, actor), actor) : Task.FromResult(ChangeStaffResult.Invalid);

    public Task<ChangeStaffResult> SetDisabledAsync(string login, bool disabled, Actor actor) =>
        ChangeAsync(login, entry => entry with { Disabled = disabled }, account => account.SetDisabledAsync(disabled, actor), actor);

    public Task<ImmutableArray<StaffMember>?> ListAsync(Actor actor)
    {
        if (!actor.May(Permission.ManageAccounts)) return Task.FromResult<ImmutableArray<StaffMember>?>(null);
        ImmutableArray<StaffMember> staff =
        [
            .. _state.Current.Entries
                .Where(entry => !entry.Pending)
                .OrderBy(entry => entry.Login, StringComparer.Ordinal)
                .Select(entry => new StaffMember(new(entry.Login, entry.Name, entry.Role), entry.Disabled)),
        ];
        return Task.FromResult<ImmutableArray<StaffMember>?>(staff);
    }

    // The list never counts an administrator who is none, whatever fails in between: it is told first of those who lose the role, and last of those who get it.
    private async Task<ChangeStaffResult> ChangeAsync(string login, Func<StaffEntry, StaffEntry> change, Func<IAccountGrain, Task<bool>> changeAccount, Actor actor)
    {
        if (!actor.May(Permission.ManageAccounts)) return ChangeStaffResult.Forbidden;
        if (StaffRules.Find(_state.Current, login) is not { } entry) return ChangeStaffResult.NotFound;
        var loses = StaffRules.IsAdministrator(entry) && !StaffRules.IsAdministrator(change(entry));
        if (!loses && !await changeAccount(Account(login))) return ChangeStaffResult.NotFound;
        var result = await _state.ChangeAsync(state => StaffRules.Change(state, login, change));
        if (loses && result == ChangeStaffResult.Changed && !await changeAccount(Account(login))) return ChangeStaffResult.NotFound;
        return result;
    }

    // The intention is durable before the account is: an account that a crash leaves behind is found again.
    private async Task<CreateAccountResult> MakeAsync(NewAccount account, Func<StaffState, NewAccount, (StaffState Next, CreateAccountResult? Refusal)> begin)
    {
        if (!AccountRules.IsPossible(account)) return CreateAccountResult.Invalid;
        if (await _state.ChangeAsync(state => begin(state, account)) is { } refusal) return refusal;
        var created = await Account(account.Login).CreateAsync(account);
        await ResolveAsync(account.Login);
        return created ? CreateAccountResult.Created : CreateAccountResult.LoginTaken;
    }

    private async Task ResolvePendingAsync()
    {
        foreach (var entry in _state.Current.Entries.Where(entry => entry.Pending)) await ResolveAsync(entry.Login);
    }

    // An account whose creation was not answered may be written yet: it is given up when it is known that it was not.
    private async Task ResolveAsync(string login)
    {
        var account = await OlderSilo.ElseAsync(() => Account(login).GetSettledAsync(Actor.System), () => Account(login).GetAsync(Actor.System));
        await _state.ChangeAsync(state => (account is null ? StaffRules.GiveUp(state, login) : StaffRules.Confirm(state, account.Actor), true));
    }

    private IAccountGrain Account(string login) => GrainFactory.GetGrain<IAccountGrain>(login);
}
