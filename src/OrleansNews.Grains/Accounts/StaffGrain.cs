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
        return await MakeAsync(account with { Role = Role.Administrator });
    }

    public Task<CreateAccountResult> CreateAsync(NewAccount account, Actor actor) =>
        actor.May(Permission.ManageAccounts) ? MakeAsync(account) : Task.FromResult(CreateAccountResult.Forbidden);

    public Task<ImmutableArray<Actor>?> ListAsync(Actor actor)
    {
        if (!actor.May(Permission.ManageAccounts)) return Task.FromResult<ImmutableArray<Actor>?>(null);
        ImmutableArray<Actor> staff =
        [
            .. _state.Current.Entries
                .Where(entry => !entry.Pending)
                .OrderBy(entry => entry.Login, StringComparer.Ordinal)
                .Select(entry => new Actor(entry.Login, entry.Name, entry.Role)),
        ];
        return Task.FromResult<ImmutableArray<Actor>?>(staff);
    }

    // The intention is durable before the account is: an account that a crash leaves behind is found again.
    private async Task<CreateAccountResult> MakeAsync(NewAccount account)
    {
        if (!AccountRules.IsPossible(account)) return CreateAccountResult.Invalid;
        if (!await _state.ChangeAsync(state => StaffRules.Begin(state, account))) return CreateAccountResult.LoginTaken;
        var created = await Account(account.Login).CreateAsync(account);
        await ResolveAsync(account.Login);
        return created ? CreateAccountResult.Created : CreateAccountResult.LoginTaken;
    }

    private async Task ResolvePendingAsync()
    {
        foreach (var entry in _state.Current.Entries.Where(entry => entry.Pending)) await ResolveAsync(entry.Login);
    }

    private async Task ResolveAsync(string login)
    {
        var account = await Account(login).GetAsync(Actor.System);
        await _state.ChangeAsync(state => (account is null ? StaffRules.GiveUp(state, login) : StaffRules.Confirm(state, account.Actor), true));
    }

    private IAccountGrain Account(string login) => GrainFactory.GetGrain<IAccountGrain>(login);
}
