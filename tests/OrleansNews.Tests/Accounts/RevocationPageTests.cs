using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>What is revoked over HTTP at one front end, used at another: it ends within five seconds of the front ends' clock, and what was not revoked stays.</summary>
public sealed class RevocationPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly TwoFrontEnds _site = new();
    private Uri _other = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _other = await _site.StartAnotherFrontEndAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Session_ThatWasEndedAtOneFrontEnd_IsOverAtTheOther()
    {
        await CreateAsync("edith", Role.Editor);
        var (revoked, kept) = (await SignInAsync("edith"), await SignInAsync("edith"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(revoked), await StatusAsync(kept)));

        await PostAsync(kept, "/newsroom/profile/sessions/end-others");
        Pass();

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await StatusAsync(revoked), await StatusAsync(kept)));
    }

    [Fact]
    public async Task ApplicationPassword_ThatWasRevokedAtOneFrontEnd_IsOverAtTheOther()
    {
        var owner = await CreateAsync("edith", Role.Editor);
        var (account, password) = (_site.Grains.GetGrain<IAccountGrain>("edith"), ApplicationPasswords.Create());
        Assert.True(await account.AddApplicationPasswordAsync("tests", ApplicationPasswords.Hash(password), owner));
        using var program = _site.NewBrowser(_other);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"edith:{password}")));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/media", Cancel)).StatusCode);

        await PostAsync(await SignInAsync("edith"), "/newsroom/profile/application-passwords/revoke", ("id", Assert.Single((await account.GetAsync(owner))!.ApplicationPasswords).Id));
        Pass();

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/media", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Role_AndAccount_ThatWereTakenAwayAtOneFrontEnd_AreGoneAtTheOther()
    {
        await CreateAsync("ines", Role.Administrator);
        await CreateAsync("mara", Role.Author);
        var (ines, mara) = (await SignInAsync("ines"), await SignInAsync("mara"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(mara, "/newsroom/media"));

        await PostAsync(ines, "/newsroom/staff/mara/role", ("role", "Contributor"));
        Pass();
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await StatusAsync(mara, "/newsroom/media"), await StatusAsync(mara, "/newsroom")));

        await PostAsync(ines, "/newsroom/staff/mara/disabled", ("disabled", "yes"));
        Pass();
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await StatusAsync(mara, "/newsroom"), await StatusAsync(ines, "/newsroom")));
    }

    private async Task<Actor> CreateAsync(string login, Role role)
    {
        var hash = await _site.Services.GetRequiredService<PasswordHashing>().HashAsync(SignInSite.Password);
        Assert.Equal(CreateAccountResult.Created, await _site.Grains.GetGrain<IStaffGrain>(0).CreateAsync(new(login, login, $"{login}@example.org", role, hash), Actor.System));
        return new(login, login, role);
    }

    private async Task<HttpClient> SignInAsync(string login)
    {
        var browser = _site.NewBrowser();
        using var answer = await SignInSite.LogInAsync(browser, login, SignInSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    // Cookies know no port: the session of one front end is shown to the other.
    private async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path = "/newsroom")
    {
        using var answer = await browser.GetAsync(new Uri(_other, path), Cancel);
        return answer.StatusCode;
    }

    private static async Task PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, path, fields)).Status);

    private void Pass()
    {
        _site.FrontEnds.Advance(Promised);
        _site.Cluster.Time.Advance(Promised);
    }

    private sealed class TwoFrontEnds : NewsSite
    {
        public FakeTimeProvider FrontEnds { get; } = new(TimeProvider.System.GetUtcNow());

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:SignInsPerMinute", "1000")];

        protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(FrontEnds);
    }
}
