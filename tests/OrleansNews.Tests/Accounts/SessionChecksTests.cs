using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>What staff revoke at one front end, seen from another, which is told nothing of it.</summary>
public sealed class SessionChecksTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly string _login = $"a{Guid.NewGuid():N}";

    private IAccountGrain Account => cluster.Client.GetGrain<IAccountGrain>(_login);

    private Actor Owner => new(_login, "Ann", Role.Editor);

    [Fact]
    public async Task Session_RevokedElsewhere_EndsWithinFiveSeconds_AndIsNotAskedForMoreOften()
    {
        var stamp = await SignInAsync();
        var other = new SessionChecks(cluster.Client, _time);
        Assert.Equal(Owner, await other.CheckSessionAsync(_login, stamp));
        await Account.EndSessionAsync(stamp);

        // Within the promise it need not know yet: it asks every few seconds, whatever comes.
        Assert.Equal(Owner, await other.CheckSessionAsync(_login, stamp));
        _time.Advance(Promised);

        Assert.Null(await other.CheckSessionAsync(_login, stamp));
        Assert.Null(await new SessionChecks(cluster.Client, _time).CheckSessionAsync(_login, stamp));
    }

    [Fact]
    public async Task ApplicationPassword_RevokedElsewhere_EndsWithinFiveSeconds()
    {
        await SignInAsync();
        var password = ApplicationPasswords.Create();
        Assert.True(await Account.AddApplicationPasswordAsync("tests", ApplicationPasswords.Hash(password), Owner));
        var other = new SessionChecks(cluster.Client, _time);
        Assert.Equal(Owner, await other.CheckApplicationPasswordAsync(_login, password));
        var id = Assert.Single((await Account.GetAsync(Owner))!.ApplicationPasswords).Id;
        Assert.True(await Account.RevokeApplicationPasswordAsync(id, Owner));

        _time.Advance(Promised);

        Assert.Null(await other.CheckApplicationPasswordAsync(_login, password));
    }

    /// <summary>A role that was taken away is taken away everywhere as quickly.</summary>
    [Fact]
    public async Task Account_DisabledElsewhere_IsNobodyWithinFiveSeconds()
    {
        var stamp = await SignInAsync();
        var other = new SessionChecks(cluster.Client, _time);
        Assert.Equal(Owner, await other.CheckSessionAsync(_login, stamp));
        await cluster.Client.GetGrain<IStaffGrain>(0).SetDisabledAsync(_login, true, Actor.System);

        _time.Advance(Promised);

        Assert.Null(await other.CheckSessionAsync(_login, stamp));
    }

    /// <summary>The account moves: the gateway that stops turns calls for it down until the front end knows another.</summary>
    [Fact]
    public async Task Session_WhoseSiloStops_IsCheckedAllTheSame()
    {
        var stamp = await SignInAsync();
        var asked = 0;
        cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IAccountGrain.CheckSessionAsync" && ++asked <= 3 ? throw new SiloUnavailableException() : call.Invoke();
        try
        {
            Assert.Equal(Owner, await new SessionChecks(cluster.Client, _time).CheckSessionAsync(_login, stamp));
        }
        finally
        {
            cluster.Calls.Instead = null;
        }

        Assert.Equal(4, asked);
    }

    /// <summary>A request with a session waits no longer than a page does, and is then nobody's (<see cref="Comments.UncheckedStaffTests"/>).</summary>
    [Fact]
    public async Task Session_WhoseAccountIsSilent_IsGivenUp_AndAskedForAgainByTheNextRequest()
    {
        var stamp = await SignInAsync();
        var asked = 0;
        cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IAccountGrain.CheckSessionAsync" && ++asked == 1 ? new TaskCompletionSource().Task : call.Invoke();
        try
        {
            var checks = new SessionChecks(cluster.Client, _time);
            var checking = Waits.ForAsync(checks.CheckSessionAsync(_login, stamp), "The account is waited for without an end.", () => _time.Advance(TimeSpan.FromSeconds(1)));
            await Assert.ThrowsAsync<TimeoutException>(() => checking);
            Assert.Equal(1, asked);
            Assert.Equal(Owner, await checks.CheckSessionAsync(_login, stamp));
        }
        finally
        {
            cluster.Calls.Instead = null;
        }
    }

    private async Task<string> SignInAsync()
    {
        Assert.Equal(CreateAccountResult.Created, await cluster.Client.GetGrain<IStaffGrain>(0).CreateAsync(new(_login, "Ann", $"{_login}@example.org", Role.Editor, "hash"), Actor.System));
        var attempt = await Account.BeginSignInAsync(SignInFactor.Password);
        return Assert.IsType<SignedIn>(await Account.CompleteSignInAsync(attempt.Stamp, rehashed: null, "Firefox")).Stamp;
    }
}
