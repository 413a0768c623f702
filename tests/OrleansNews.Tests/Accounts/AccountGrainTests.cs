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

        var session = await Account.CompleteSignInAsync(attempt.Stamp, rehashed: null);

        Assert.Equal(Owner, session!.Actor);
        Assert.Equal(Owner, await Account.CheckSessionAsync(session.Stamp));
        Assert.True(await Account.SetPasswordAsync(new("another hash"), Owner));
        Assert.Null(await Account.CheckSessionAsync(session.Stamp));
    }

    [Fact]
    public async Task SignOutEverywhere_ByTheOwner_EndsEverySession()
    {
        await CreateAsync();
        var stamp = (await Account.BeginSignInAsync(SignInFactor.Password)).Stamp;

        Assert.True(await Account.SignOutEverywhereAsync(Owner));

        Assert.Null(await Account.CheckSessionAsync(stamp));
        Assert.Null(await Account.CompleteSignInAsync(stamp, rehashed: null));
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
    public async Task EndSession_WithoutAnIdOfItsOwn_EndsAll()
    {
        await CreateAsync();
        var other = await SignInAsync();

        await Account.EndSessionAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp);

        Assert.Null(await Account.CheckSessionAsync(other));
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
        Assert.False(await Account.SetPasswordAsync(new("hers"), colleague));
        Assert.False(await Account.SetDisabledAsync(true, colleague));
        Assert.False(await Account.SignOutEverywhereAsync(colleague));
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

    private async Task<string> SignInAsync() =>
        (await Account.CompleteSignInAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp, rehashed: null))!.Stamp;

    private async Task CreateAsync() => Assert.True(await Account.CreateAsync(new(_login, "Ann", "ann@example.org", Role.Editor, "hash")));
}
