using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>Several who set the newspaper up in the same moment, on front ends of one cluster: one of them does, and of the others nothing stays.</summary>
public sealed partial class SetupRaceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly string _token = SetupTokens.Create();
    private readonly SignInSite _site = new(1000);

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        Assert.True(await Staff.OfferSetupAsync(SetupTokens.Hash(_token)));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>Both front ends have found the link good, and made a hash of the password, before either of them sets up.</summary>
    [Fact]
    public async Task Link_OnTwoFrontEndsAtOnce_MakesOneAdministrator_AndNothingOfTheOther()
    {
        var other = await _site.StartAnotherFrontEndAsync();
        var racers = new[] { (Login: "ann", Browser: _site.NewBrowser()), (Login: "bea", Browser: _site.NewBrowser(other)) };
        var (arrived, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await WhenSettingUpAsync(
            async () =>
            {
                if (Interlocked.Increment(ref arrived) == racers.Length) all.TrySetResult();
                await all.Task.WaitAsync(Patience, Cancel);
            },
            async () =>
            {
                var answers = await Task.WhenAll(racers.Select(async racer => (racer, Answer: await SetUpAsync(racer.Browser, racer.Login))));

                var (winner, _) = Assert.Single(answers, answer => answer.Answer is { Status: HttpStatusCode.Redirect, Location: WorkPlaces.Desk });
                var (loser, refusal) = Assert.Single(answers, answer => answer.Answer.Status == HttpStatusCode.NotFound);
                Assert.Contains("This setup link is over", refusal.Page, StringComparison.Ordinal);
                await AssertAloneAsync(winner.Browser, winner.Login, loser.Browser, loser.Login);
            });
    }

    /// <summary>What the verb <c>admin create</c> does, between the front end's look at the link and its use.</summary>
    [Fact]
    public async Task Link_WhenAdminCreateIsQuicker_MakesNothing()
    {
        var (owner, late) = (_site.NewBrowser(), _site.NewBrowser());
        await WhenSettingUpAsync(
            () => _site.CreateAsync("ann", Role.Administrator),
            async () =>
            {
                var refusal = await SetUpAsync(late, "bea");

                Assert.Equal(HttpStatusCode.NotFound, refusal.Status);
                Assert.Contains("This setup link is over", refusal.Page, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.Redirect, await LogInAsync(owner, "ann"));
                await AssertAloneAsync(owner, "ann", late, "bea");
            });
    }

    private IStaffGrain Staff => _site.Grains.GetGrain<IStaffGrain>(0);

    private async Task WhenSettingUpAsync(Func<Task> before, Func<Task> act)
    {
        _site.Cluster.Calls.Instead = async call =>
        {
            if (ClientCalls.NameOf(call) == "IStaffGrain.SetUpAsync") await before();
            await call.Invoke();
        };
        try
        {
            await act();
        }
        finally
        {
            _site.Cluster.Calls.Instead = null;
        }
    }

    // The other is nobody: not in the list, not at the login, not on the staff's page; and the login is free.
    private async Task AssertAloneAsync(HttpClient administrator, string login, HttpClient other, string otherLogin)
    {
        Assert.Equal([login], await ListedAsync(administrator));
        Assert.Equal(HttpStatusCode.Unauthorized, await LogInAsync(other, otherLogin));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/newsroom/staff", Cancel)).StatusCode);
        Assert.Null(await _site.Grains.GetGrain<IAccountGrain>(otherLogin).GetAsync(Actor.System));
        await _site.CreateAsync(otherLogin, Role.Author);
        Assert.Equal(["ann", "bea"], await ListedAsync(administrator));
    }

    private static async Task<IEnumerable<string>> ListedAsync(HttpClient administrator) =>
        [.. MemberLink().Matches(await administrator.GetStringAsync("/newsroom/staff", Cancel)).Select(link => link.Groups[1].Value).Order(StringComparer.Ordinal)];

    private static async Task<HttpStatusCode> LogInAsync(HttpClient browser, string login)
    {
        using var answer = await SignInSite.LogInAsync(browser, login, SignInSite.Password);
        return answer.StatusCode;
    }

    private Task<(HttpStatusCode Status, string Location, string Page)> SetUpAsync(HttpClient browser, string login) =>
        SignInSite.SendAsync(browser, "/setup", ("token", _token), ("login", login), ("email", $"{login}@example.org"), ("password", SignInSite.Password));

    [GeneratedRegex("href=\"/newsroom/staff/([a-z]+)\"")]
    private static partial Regex MemberLink();
}
