using Orleans.Core.Internal;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>What an account does with links of mails, and with those who use them at once.</summary>
public sealed class PasswordMailGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private readonly string _login = $"a{Guid.NewGuid():N}";

    private IAccountGrain Account => cluster.Client.GetGrain<IAccountGrain>(_login);

    private Actor Owner => new(_login, "Ann", Role.Editor);

    [Fact]
    public async Task Link_UsedTwiceAtOnce_ChoosesOnePassword_AndEndsTheSessions()
    {
        var token = await OfferedAsync();
        var session = Assert.IsType<SignedIn>(await Account.CompleteSignInAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp, rehashed: null, "Firefox")).Stamp;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => (Hash: $"hash {i}", Used: await Account.UsePasswordLinkAsync(SetupTokens.Hash(token), new($"hash {i}")))));

        var (hash, _) = Assert.Single(answers, answer => answer.Used);
        Assert.Equal(hash, (await Account.BeginSignInAsync(SignInFactor.Password)).PasswordHash);
        Assert.Null(await Account.CheckSessionAsync(session));
        Assert.Empty((await Account.GetAsync(Owner))!.Sessions);
    }

    [Fact]
    public async Task Link_OutlivesTheActivation_AndIsOverWhenTheAccountIsDisabled()
    {
        var token = await OfferedAsync();
        await Account.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        Assert.True(await Account.CanUsePasswordLinkAsync(SetupTokens.Hash(token)));

        Assert.True(await Account.SetDisabledAsync(true, Actor.System));
        Assert.False(await Account.AskForPasswordMailAsync());
        Assert.False(await Account.UsePasswordLinkAsync(SetupTokens.Hash(token), new("another hash")));
        Assert.True(await Account.SetDisabledAsync(false, Actor.System));
        Assert.False(await Account.UsePasswordLinkAsync(SetupTokens.Hash(token), new("another hash")));
        Assert.Equal("hash", (await Account.BeginSignInAsync(SignInFactor.Password)).PasswordHash);
    }

    [Fact]
    public async Task Link_IsOver_WhenItsOwnerChangesPasswordOrAddress()
    {
        var token = await OfferedAsync();
        Assert.True(await Account.ChangeProfileAsync(new("Ann", "ann@example.net"), Owner));
        Assert.False(await Account.CanUsePasswordLinkAsync(SetupTokens.Hash(token)));

        Assert.True(await Account.AskForPasswordMailAsync());
        Assert.Equal("ann@example.net", await Account.OfferMailedLinkAsync(SetupTokens.Hash(token), Actor.System));
        var session = Assert.IsType<SignedIn>(await Account.CompleteSignInAsync((await Account.BeginSignInAsync(SignInFactor.Password)).Stamp, rehashed: null, "Firefox")).Stamp;
        Assert.NotNull(await Account.ChangePasswordAsync(new("another hash"), session, Owner));
        Assert.False(await Account.CanUsePasswordLinkAsync(SetupTokens.Hash(token)));
    }

    [Fact]
    public async Task Requests_OfOneAccount_AreBounded_WhicheverCameAtOnce()
    {
        await CreateAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Account.AskForPasswordMailAsync()));

        Assert.Equal(PasswordMailRules.MostAsked, taken.Count(one => one));
    }

    [Fact]
    public async Task Link_IsOfferedToNobodyElse()
    {
        await CreateAsync();
        Assert.True(await Account.AskForPasswordMailAsync());

        Assert.Null(await Account.OfferMailedLinkAsync(SetupTokens.Hash("hers"), new("eve", "Eve", Role.Editor)));
        Assert.Null(await Account.OfferMailedLinkAsync(SetupTokens.Hash("his"), Owner));
        Assert.False(await Account.CanUsePasswordLinkAsync(SetupTokens.Hash("hers")));
        Assert.False(await cluster.Client.GetGrain<IAccountGrain>("nobody").AskForPasswordMailAsync());
        Assert.Null(await cluster.Client.GetGrain<IAccountGrain>("nobody").OfferMailedLinkAsync(SetupTokens.Hash("hers"), Actor.System));
    }

    private async Task<string> OfferedAsync()
    {
        await CreateAsync();
        var token = SetupTokens.Create();
        Assert.True(await Account.AskForPasswordMailAsync());
        Assert.Equal("ann@example.org", await Account.OfferMailedLinkAsync(SetupTokens.Hash(token), Actor.System));
        return token;
    }

    private async Task CreateAsync() => Assert.True(await Account.CreateAsync(new(_login, "Ann", "ann@example.org", Role.Editor, "hash")));
}
