using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

public sealed class StaffGrainTests(StaffCluster staff) : IClassFixture<StaffCluster>
{
    private static readonly NewAccount Ann = new("ann", "Ann", "ann@example.org", Role.Administrator, "hash");

    // Every test has a staff of its own: the key is always 0 outside of tests.
    private static long _next = 1_000;

    private readonly IStaffGrain _staff = staff.Cluster.Client.GetGrain<IStaffGrain>(Interlocked.Increment(ref _next));

    [Fact]
    public async Task SetUp_TwoAtOnce_MakeOneAdministrator()
    {
        var token = SetupTokens.Hash(SetupTokens.Create());
        await _staff.OfferSetupAsync(token);
        var logins = Logins(2);

        var results = await Task.WhenAll(logins.Select(login => _staff.SetUpAsync(token, Ann with { Login = login })));

        Assert.Equal([CreateAccountResult.Created, CreateAccountResult.Forbidden], results.Order());
        Assert.Single((await _staff.ListAsync(Actor.System))!.Value);
        Assert.False(await _staff.CanSetUpAsync(token));
        Assert.False(await _staff.OfferSetupAsync(token));
    }

    [Fact]
    public async Task SetUp_WithAnotherToken_IsForbiddenAndMakesNothing()
    {
        await _staff.OfferSetupAsync(SetupTokens.Hash("right"));
        var login = Logins(1)[0];

        Assert.Equal(CreateAccountResult.Forbidden, await _staff.SetUpAsync(SetupTokens.Hash("wrong"), Ann with { Login = login }));
        Assert.Equal(CreateAccountResult.Forbidden, await _staff.SetUpAsync([], Ann with { Login = login }));
        Assert.Null(await staff.Cluster.Client.GetGrain<IAccountGrain>(login).GetAsync(Actor.System));
    }

    [Fact]
    public async Task SetUp_WithoutAnOffer_IsForbidden() =>
        Assert.Equal(CreateAccountResult.Forbidden, await _staff.SetUpAsync(SetupTokens.Hash(""), Ann with { Login = Logins(1)[0] }));

    /// <summary>The list as it is stored has an administrator, and the one in memory has none: the answer to the write was lost.</summary>
    [Fact]
    public async Task SetUp_WhenThereIsAnAdministratorByNow_IsForbiddenAndMakesNothing()
    {
        var token = SetupTokens.Hash(SetupTokens.Create());
        await _staff.OfferSetupAsync(token);
        var logins = Logins(2);
        Assert.Equal(CreateAccountResult.Created, await _staff.CreateAsync(Ann with { Login = logins[0], Role = Role.Editor }, Actor.System));
        staff.Cluster.Storage.Arm(StorageOperation.Write, "staff", StorageFault.After);
        await Assert.ThrowsAnyAsync<Exception>(() => _staff.ChangeRoleAsync(logins[0], Role.Administrator, Actor.System));
        staff.Cluster.Storage.Heal();

        Assert.Equal(CreateAccountResult.Forbidden, await _staff.SetUpAsync(token, Ann with { Login = logins[1] }));
        Assert.Null(await staff.Cluster.Client.GetGrain<IAccountGrain>(logins[1]).GetAsync(Actor.System));
        Assert.Equal(logins[0], Assert.Single((await _staff.ListAsync(Actor.System))!.Value).Actor.Login);
    }

    /// <summary>Another activation is about to make an administrator, and this one hears of it when it writes.</summary>
    [Fact]
    public async Task SetUp_WhileAnotherAdministratorIsBeingMade_IsForbidden_UntilItIsKnownThatNoneWas()
    {
        var token = SetupTokens.Hash(SetupTokens.Create());
        await _staff.OfferSetupAsync(token);
        var logins = Logins(3);
        staff.Cluster.Storage.Arm(StorageOperation.Write, "staff", StorageFault.Before);
        await Assert.ThrowsAnyAsync<Exception>(() => _staff.CreateAsync(Ann with { Login = logins[2], Role = Role.Editor }, Actor.System));
        staff.Cluster.Storage.Heal();
        await staff.Cluster.WritePastAsync<StaffState>(_staff, "staff", state => state with { Entries = state.Entries.Add(new() { Login = logins[0], Name = "Ann", Role = Role.Administrator, Pending = true }) });

        Assert.Equal(CreateAccountResult.Forbidden, await _staff.SetUpAsync(token, Ann with { Login = logins[1] }));
        Assert.Null(await staff.Cluster.Client.GetGrain<IAccountGrain>(logins[1]).GetAsync(Actor.System));

        Assert.Equal(CreateAccountResult.Created, await _staff.SetUpAsync(token, Ann with { Login = logins[1] }));
        Assert.Equal(logins[1], Assert.Single((await _staff.ListAsync(Actor.System))!.Value).Actor.Login);
    }

    /// <summary>The staff did not hear that an account was made: it is looked for when what was on its way to the store is there.</summary>
    [Fact]
    public async Task SetUp_WhoseAccountIsWrittenLate_MakesOneAdministrator_WhoIsInTheList()
    {
        var token = SetupTokens.Hash(SetupTokens.Create());
        await _staff.OfferSetupAsync(token);
        var logins = Logins(2);
        staff.Cluster.Storage.Arm(StorageOperation.Write, "account", StorageFault.Before);
        await Assert.ThrowsAnyAsync<Exception>(() => _staff.SetUpAsync(token, Ann with { Login = logins[0] }));
        staff.Cluster.Storage.Heal();
        var gate = staff.Cluster.Storage.Hold(StorageOperation.Write, "account");
        var late = staff.Cluster.Client.GetGrain<IAccountGrain>(logins[0]).CreateAsync(Ann with { Login = logins[0] });
        await gate.Reached;

        var asked = staff.Questions;
        var again = _staff.SetUpAsync(token, Ann with { Login = logins[1] });
        await Waits.UntilAsync(() => staff.Questions > asked, "The staff did not ask for the account.");
        gate.Open();

        Assert.True(await late);
        Assert.Equal(CreateAccountResult.Forbidden, await again);
        Assert.Equal(logins[0], Assert.Single((await _staff.ListAsync(Actor.System))!.Value).Actor.Login);
        Assert.Null(await staff.Cluster.Client.GetGrain<IAccountGrain>(logins[1]).GetAsync(Actor.System));
    }

    [Fact]
    public async Task Offer_ThatIsNewer_EndsTheOneBefore()
    {
        await _staff.OfferSetupAsync(SetupTokens.Hash("first"));
        await _staff.OfferSetupAsync(SetupTokens.Hash("second"));

        Assert.False(await _staff.CanSetUpAsync(SetupTokens.Hash("first")));
        Assert.True(await _staff.CanSetUpAsync(SetupTokens.Hash("second")));
    }

    [Fact]
    public async Task Create_AdministratorByAnOperatorOfTheFolder_EndsTheOffer()
    {
        await _staff.OfferSetupAsync(SetupTokens.Hash("token"));

        Assert.Equal(CreateAccountResult.Created, await _staff.CreateAsync(Ann with { Login = Logins(1)[0] }, Actor.System));
        Assert.False(await _staff.CanSetUpAsync(SetupTokens.Hash("token")));
    }

    [Fact]
    public async Task Create_EditorOnly_LeavesTheOffer()
    {
        await _staff.OfferSetupAsync(SetupTokens.Hash("token"));

        await _staff.CreateAsync(Ann with { Login = Logins(1)[0], Role = Role.Editor }, Actor.System);

        Assert.True(await _staff.CanSetUpAsync(SetupTokens.Hash("token")));
    }

    [Fact]
    public async Task Create_SameLoginTwice_KeepsTheFirst()
    {
        var login = Logins(1)[0];

        Assert.Equal(CreateAccountResult.Created, await _staff.CreateAsync(Ann with { Login = login }, Actor.System));
        Assert.Equal(CreateAccountResult.LoginTaken, await _staff.CreateAsync(Ann with { Login = login, Name = "Mallory" }, Actor.System));
        Assert.Equal("Ann", (await staff.Cluster.Client.GetGrain<IAccountGrain>(login).GetAsync(Actor.System))!.Actor.Name);
    }

    [Fact]
    public async Task LastAdministrator_CanNeitherBeDemotedNorDisabled()
    {
        var (ann, bea) = (Logins(1)[0], Logins(1)[0]);
        foreach (var login in new[] { ann, bea }) Assert.Equal(CreateAccountResult.Created, await _staff.CreateAsync(Ann with { Login = login }, Actor.System));

        var results = await Task.WhenAll(_staff.ChangeRoleAsync(ann, Role.Editor, Actor.System), _staff.SetDisabledAsync(bea, true, Actor.System));

        Assert.Equal([ChangeStaffResult.Changed, ChangeStaffResult.LastAdministrator], results.Order());
        var left = Assert.Single((await _staff.ListAsync(Actor.System))!.Value, member => member is { Actor.Role: Role.Administrator, Disabled: false });
        Assert.Equal(ChangeStaffResult.LastAdministrator, await _staff.ChangeRoleAsync(left.Actor.Login, Role.Editor, Actor.System));
        Assert.Equal(ChangeStaffResult.LastAdministrator, await _staff.SetDisabledAsync(left.Actor.Login, true, Actor.System));
        var account = (await staff.Cluster.Client.GetGrain<IAccountGrain>(left.Actor.Login).GetAsync(Actor.System))!;
        Assert.Equal((Role.Administrator, false), (account.Actor.Role, account.Disabled));
    }

    [Fact]
    public async Task Demotion_ThatFailsHalfWay_NeverCountsAnAdministratorWhoIsNone()
    {
        var (ann, bea) = (Logins(1)[0], Logins(1)[0]);
        foreach (var login in new[] { ann, bea }) await _staff.CreateAsync(Ann with { Login = login }, Actor.System);
        staff.Cluster.Storage.Arm(StorageOperation.Write, "account", StorageFault.Before);

        await Assert.ThrowsAnyAsync<Exception>(() => _staff.ChangeRoleAsync(ann, Role.Editor, Actor.System));

        Assert.Equal(ChangeStaffResult.LastAdministrator, await _staff.ChangeRoleAsync(bea, Role.Editor, Actor.System));
        Assert.Equal(ChangeStaffResult.Changed, await _staff.ChangeRoleAsync(ann, Role.Editor, Actor.System));
        Assert.Equal(Role.Editor, (await staff.Cluster.Client.GetGrain<IAccountGrain>(ann).GetAsync(Actor.System))!.Actor.Role);
    }

    [Fact]
    public async Task Changes_ByTheOwnerOfAnAccount_ReachTheProfileAndNoMore()
    {
        var login = Logins(1)[0];
        await _staff.CreateAsync(Ann with { Login = login, Role = Role.Author }, Actor.System);
        var owner = new Actor(login, "Ann", Role.Author);

        Assert.Equal(ChangeStaffResult.Changed, await _staff.ChangeProfileAsync(login, new("Anna", "anna@example.org"), owner));
        Assert.Equal(ChangeStaffResult.Invalid, await _staff.ChangeProfileAsync(login, new("Anna", "none"), owner));
        Assert.Equal(ChangeStaffResult.Forbidden, await _staff.ChangeProfileAsync("somebody", new("Anna", "anna@example.org"), owner));
        Assert.Equal(ChangeStaffResult.Forbidden, await _staff.ChangeRoleAsync(login, Role.Administrator, owner));
        Assert.Equal(ChangeStaffResult.Forbidden, await _staff.SetDisabledAsync(login, true, owner));

        Assert.Equal(new Actor(login, "Anna", Role.Author), Assert.Single((await _staff.ListAsync(Actor.System))!.Value).Actor);
    }

    [Theory]
    [InlineData(Role.Subscriber)]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Author)]
    [InlineData(Role.Editor)]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Operator)]
    public async Task CreateAndList_ByWhoMayNotManageAccounts_AreForbidden(Role role)
    {
        var actor = new Actor("eve", "Eve", role);
        var login = Logins(1)[0];

        Assert.Equal(CreateAccountResult.Forbidden, await _staff.CreateAsync(Ann with { Login = login }, actor));
        Assert.Null(await _staff.ListAsync(actor));
        Assert.Null(await staff.Cluster.Client.GetGrain<IAccountGrain>(login).GetAsync(Actor.System));
    }

    private static string[] Logins(int count) => [.. Enumerable.Range(0, count).Select(_ => $"a{Guid.NewGuid():N}")];
}
