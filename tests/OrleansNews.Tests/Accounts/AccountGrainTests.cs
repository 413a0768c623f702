using Orleans.Core.Internal;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

public sealed class AccountGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private readonly string _login = $"a{Guid.NewGuid():N}";

    private IAccountGrain Account => cluster.Client.GetGrain<IAccountGrain>(_login);

    private Actor Owner => new(_login, "Ann", Role.Editor);

    [Fact]
    public async Task SignIn_ThatIsCompleted_IsASessionUntilThePasswordChanges()
    {
        await CreateAsync();
        var attempt = await Account.BeginSignInAsync(SignInFactor.Password);

        var session = Assert.IsType<SignedIn>(await Account.CompleteSignInAsync(attempt.Stamp, rehashed: null, "Firefox"));

        Assert.Equal(Owner, session.Actor);
        Assert.Equal(Owner, await Account.CheckSessionAsync(session.Stamp));
        var other = await SignInAsync();
        var kept = await Account.ChangePasswordAsync(new("another hash"), session.Stamp, Owner);
        Assert.Null(await Account.CheckSessionAsync(session.Stamp));
        Assert.Null(await Account.CheckSessionAsync(other));
        Assert.Equal(Owner, await Account.CheckSessionAsync(kept!.Stamp));
    }

    [Fact]
    public async Task EndOtherSessions_ByTheOwner_LeavesTheirOwn()
    {
        await CreateAsync();
        var (one, other) = (await SignInAsync(), await SignInAsync());

        Assert.True(await Account.EndOtherSessionsAsync(one, Owner));

        Assert.Equal(Owner, await Account.CheckSessionAsync(one));
        Assert.Null(await Account.CheckSessionAsync(other));
        Assert.True(await Account.EndOtherSessionsAsync("", Actor.System));
        Assert.Null(await Account.CheckSessionAsync(one));
    }

    [Fact]
    public async Task EndSession_OfOne_LeavesTheOthersAndOutlivesTheActivation()
    {
        await CreateAsync();
        var (one, other) = (await SignInAsync(), await SignInAsync());

        await Account.EndSessionAsync(one);
        await Account.EndSessionAsync("somebody else's");
        await Account.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        Assert.Null(await Account.CheckSessionAsync(one));
        Assert.Equal(Owner, await Account.CheckSessionAsync(other));
    }

    [Fact]
    public async Task SecondFactor_IsBegunByTheOwnerAlone_AndAskedForFromThenOn()
    {
        await CreateAsync();
        var factor = new SecondFactor("sealed", 10, [RecoveryCodes.Hash("one"), RecoveryCodes.Hash("two")]);
        Assert.False(await Account.EnableSecondFactorAsync(factor, Actor.System));
        Assert.True(await Account.EnableSecondFactorAsync(factor, Owner));
        Assert.False(await Account.EnableSecondFactorAsync(factor, Owner));

        var wanted = Assert.IsType<SecondFactorWanted>(await Account.CompleteSignInAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp, null, ""));

        Assert.Null(await Account.CheckSessionAsync(wanted.Stamp));
        Assert.Empty((await Account.GetAsync(Owner))!.Sessions);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Account.CompleteSecondFactorAsync(wanted.Stamp, 11, "")));
        Assert.Single(answers.OfType<SignedIn>());
        var spent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Account.UseRecoveryCodeAsync(wanted.Stamp, RecoveryCodes.Hash("ONE "), "")));
        Assert.Single(spent.OfType<SignedIn>());
        Assert.Equal(1, (await Account.GetAsync(Owner))!.RecoveryCodesLeft);
    }

    [Fact]
    public async Task SecondFactor_ResetByAnAdministrator_EndsTheSessions()
    {
        await CreateAsync();
        var session = await SignInAsync();
        Assert.True(await Account.EnableSecondFactorAsync(new("sealed", 10, [RecoveryCodes.Hash("one")]), Owner));

        Assert.True(await Account.DisableSecondFactorAsync(Actor.System));

        Assert.Null(await Account.CheckSessionAsync(session));
        Assert.False((await Account.GetAsync(Owner))!.HasSecondFactor);
        Assert.True(await Account.RequireSecondFactorAsync(true, Actor.System));
        Assert.Equal(Role.Subscriber, (await Account.CheckSessionAsync(await SignInAsync()))!.Role);
    }

    [Fact]
    public async Task Session_ThatIsSeenHoursLater_IsListedSo()
    {
        await CreateAsync();
        var session = await SignInAsync();
        cluster.Time.Advance(TimeSpan.FromHours(3));

        Assert.NotNull(await Account.CheckSessionAsync(session));
        await Account.EndSessionOfAsync("another", Owner);

        var listed = Assert.Single((await Account.GetAsync(Owner))!.Sessions);
        Assert.Equal("Firefox", listed.Browser);
        Assert.InRange(cluster.Time.GetUtcNow() - listed.SeenAt, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task ApplicationPassword_ThatIsUsed_ShowsTheDayAndCanBeRevoked()
    {
        await CreateAsync();
        var hash = ApplicationPasswords.Hash("secret");
        Assert.True(await Account.AddApplicationPasswordAsync("feed reader", hash, Owner));
        Assert.Equal(Owner, await Account.CheckApplicationPasswordAsync(hash));
        Assert.False(await Account.RevokeApplicationPasswordAsync("another", Owner));

        var listed = Assert.Single((await Account.GetAsync(Owner))!.ApplicationPasswords);

        Assert.Equal(DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime), listed.LastUsed);
        Assert.True(await Account.RevokeApplicationPasswordAsync(listed.Id, Owner));
        Assert.Null(await Account.CheckApplicationPasswordAsync(hash));
    }

    [Fact]
    public async Task Login_OfNobody_HasNothingToCompareAndNoSession()
    {
        Assert.Null((await Account.BeginSignInAsync(SignInFactor.Password)).PasswordHash);
        Assert.Null(await Account.CheckSessionAsync(""));
        Assert.Null(await Account.CheckApplicationPasswordAsync(ApplicationPasswords.Hash("")));
        Assert.False(await Account.AddApplicationPasswordAsync("program", ApplicationPasswords.Hash("x"), Actor.System));
    }

    [Fact]
    public async Task Account_ByAColleague_CanNeitherBeSeenNorChanged()
    {
        await CreateAsync();
        var colleague = new Actor("eve", "Eve", Role.Editor);

        Assert.Null(await Account.GetAsync(colleague));
        Assert.Null(await Account.ChangePasswordAsync(new("hers"), "", colleague));
        Assert.False(await Account.SetDisabledAsync(true, colleague));
        Assert.False(await Account.EndOtherSessionsAsync("", colleague));
        Assert.False(await Account.EndSessionOfAsync("", colleague));
        Assert.False(await Account.ChangeProfileAsync(new("Eve", "eve@example.org"), colleague));
        Assert.False(await Account.ChangeRoleAsync(Role.Subscriber, colleague));
        Assert.False(await Account.OfferPasswordLinkAsync(RecoveryCodes.Hash("hers"), colleague));
        Assert.False(await Account.EnableSecondFactorAsync(new("hers", 1, [RecoveryCodes.Hash("hers")]), colleague));
        Assert.False(await Account.DisableSecondFactorAsync(colleague));
        Assert.False(await Account.RequireSecondFactorAsync(false, colleague));
        Assert.False(await Account.RevokeApplicationPasswordAsync("", colleague));
        Assert.False(await Account.AddApplicationPasswordAsync("hers", ApplicationPasswords.Hash("x"), colleague));
        Assert.Equal("hash", (await Account.BeginSignInAsync(SignInFactor.Password)).PasswordHash);
    }

    [Fact]
    public async Task Owner_CannotEnableOrDisableThemselves()
    {
        await CreateAsync();

        Assert.False(await Account.SetDisabledAsync(true, Owner));
        Assert.True(await Account.SetDisabledAsync(true, Actor.System));
        Assert.Null((await Account.BeginSignInAsync(SignInFactor.Password)).PasswordHash);
    }

    [Fact]
    public async Task View_OfTheAccount_HoldsNoSecret()
    {
        await CreateAsync();
        await Account.AddApplicationPasswordAsync("feed reader", ApplicationPasswords.Hash("secret"), Owner);

        var view = (await Account.GetAsync(Owner))!;

        Assert.Equal(("feed reader", cluster.Time.GetUtcNow()), (view.ApplicationPasswords[0].Name, view.ApplicationPasswords[0].CreatedAt));
        Assert.DoesNotContain("hash", view.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>After a split of the cluster the activation that is asked need not be the one that was written to.</summary>
    [Fact]
    public async Task Revocation_WrittenByAnotherActivation_TakesEffectHereBeforeASecondIsOver()
    {
        await CreateAsync();
        var (session, password) = (await SignInAsync(), ApplicationPasswords.Hash("secret"));
        Assert.True(await Account.AddApplicationPasswordAsync("feed reader", password, Owner));
        Assert.Equal(Owner, await Account.CheckSessionAsync(session));

        await cluster.WritePastAsync<AccountState>(Account, "account", state => state with { Role = Role.Contributor });
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Owner with { Role = Role.Contributor }, await Account.CheckSessionAsync(session));
        Assert.Equal(Owner with { Role = Role.Contributor }, await Account.CheckApplicationPasswordAsync(password));

        await cluster.WritePastAsync<AccountState>(Account, "account", state => state with { Sessions = [], ApplicationPasswords = [] });
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Account.CheckSessionAsync(session));
        Assert.Null(await Account.CheckApplicationPasswordAsync(password));
    }

    /// <summary>Nobody is let in by what may have been revoked since: who cannot be asked for answers nothing.</summary>
    [Fact]
    public async Task Session_WhoseAccountCannotBeRead_IsNotAnswered_AndStandsAfterwards()
    {
        await CreateAsync();
        var session = await SignInAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        cluster.Storage.Arm(StorageOperation.Read, "account", StorageFault.Before);

        await Assert.ThrowsAsync<IOException>(() => Account.CheckSessionAsync(session));

        Assert.Equal(Owner, await Account.CheckSessionAsync(session));
    }

    private async Task<string> SignInAsync() =>
        Assert.IsType<SignedIn>(await Account.CompleteSignInAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp, rehashed: null, "Firefox")).Stamp;

    private async Task CreateAsync() => Assert.True(await Account.CreateAsync(new(_login, "Ann", "ann@example.org", Role.Editor, "hash")));
}
