using System.Net;
using System.Text;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>How often one network address may try to sign in.</summary>
public sealed class SignInLimitTests
{
    private const int Attempts = 3;
    private const string Asked = "IAccountGrain.BeginSignInAsync";
    private const string AskedForProgram = "IAccountGrain.CheckApplicationPasswordAsync";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_BeyondTheBound_IsRefusedWithTheFormKeptAndAsksNobody()
    {
        await using var site = await SignInSite.StartAsync(Attempts);
        using var browser = site.NewBrowser();
        for (var i = 0; i < Attempts; i++)
        {
            using var wrong = await SignInSite.LogInAsync(browser, "edith", "a guess");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var refused = await browser.PostAsync(
            "/login", new FormUrlEncodedContent([new("login", "edith"), new("password", "a secret guess"), new("returnUrl", "/somewhere/")]), Cancel);

        var page = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        // A large form is refused before anybody reads that it is none.
        using var none = new ByteArrayContent(new byte[100_000]) { Headers = { ContentType = new("multipart/form-data") } };
        foreach (var address in (string[])["/login", "/login/code"])
        {
            using var large = await browser.PostAsync(address, none, Cancel);
            Assert.Equal(HttpStatusCode.TooManyRequests, large.StatusCode);
            Assert.NotNull(large.Headers.RetryAfter);
        }

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("value=\"edith\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/somewhere/\"", page, StringComparison.Ordinal);
        Assert.Contains("Too many attempts to sign in came from your network address.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret guess", page, StringComparison.Ordinal);
        Assert.Equal(Attempts, site.Cluster.Calls.Of(Asked));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/login", Cancel)).StatusCode);
    }

    /// <summary>Guesses from many addresses are slowed by the account itself: the right password is refused too, in the same words, until the wait is over.</summary>
    [Fact]
    public async Task Account_ThatWasGuessedAt_RefusesTheRightPasswordToo_UntilItsWaitIsOver()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        using var browser = site.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignInSite.LogInAsync(browser, "edith", "a guess");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var refused = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("After several tries, wait a few minutes", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/newsroom", Cancel)).StatusCode);

        site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        using var right = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/newsroom", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Setup_BeyondTheBound_IsRefusedWithTheFormKeptAndAsksNobody()
    {
        await using var site = await SignInSite.StartAsync(Attempts);
        using var browser = site.NewBrowser();
        var form = new KeyValuePair<string, string>[] { new("token", "guessed"), new("login", "ann"), new("name", "Ann"), new("email", "ann@example.org"), new("password", "a long enough secret") };
        for (var i = 0; i < Attempts; i++)
        {
            using var wrong = await browser.PostAsync("/setup", new FormUrlEncodedContent(form), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        }

        using var refused = await browser.PostAsync("/setup", new FormUrlEncodedContent(form), Cancel);

        var page = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("value=\"ann@example.org\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"guessed\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a long enough secret", page, StringComparison.Ordinal);
        Assert.Equal(Attempts, site.Cluster.Calls.Of("IStaffGrain.CanSetUpAsync"));
    }

    [Fact]
    public async Task ApplicationPasswords_ThatFailBeyondTheBound_AskNobody()
    {
        await using var site = await SignInSite.StartAsync(Attempts);
        for (var i = 0; i < Attempts; i++)
        {
            using var wrong = await DecideAsync(site, $"edith{i}", "a guess");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var refused = await DecideAsync(site, "edith", "a guess");
        using var login = await SignInSite.LogInAsync(site.NewBrowser(), "edith", "a guess");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.TooManyRequests, login.StatusCode);
        Assert.Equal(Attempts, site.Cluster.Calls.Of(AskedForProgram));
        Assert.Equal(0, site.Cluster.Calls.Of(Asked));
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task ApplicationPassword_ThatIsRight_IsNotCounted()
    {
        await using var site = await SignInSite.StartAsync(Attempts);
        var actor = await site.CreateAsync("edith");
        Assert.True(await site.Grains.GetGrain<IAccountGrain>("edith").AddApplicationPasswordAsync("program", ApplicationPasswords.Hash("abcd efgh"), actor));
        for (var i = 0; i < Attempts + 2; i++)
        {
            using var right = await DecideAsync(site, "edith", "abcd efgh");
            Assert.Equal(HttpStatusCode.NotFound, right.StatusCode);
        }

        using var login = await SignInSite.LogInAsync(site.NewBrowser(), "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
    }

    [Fact]
    public async Task Login_WithTheBoundsSwitchedOff_IsNotCounted()
    {
        await using var site = await SignInSite.StartAsync(1, new KeyValuePair<string, string?>("Limits:Enabled", "false"));
        using var browser = site.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            using var wrong = await SignInSite.LogInAsync(browser, "edith", "a guess");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> DecideAsync(NewsSite site, string login, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/comments/1/status") { Content = new StringContent("{\"status\":\"trash\"}", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
        return await site.NewBrowser().SendAsync(request, Cancel);
    }
}
