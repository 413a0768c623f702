using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Accounts;

public sealed partial class LoginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WrongPasswordAndUnknownLogin_AreAnsweredAlike()
    {
        await using var host = await StartWithStaffAsync();
        using var client = host.CreateClient();

        var (wrong, wrongPage) = await LogInAsync(client, "edith", "not the password at all");
        var (unknown, unknownPage) = await LogInAsync(client, "nobody", "not the password at all");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown);
        Assert.Equal(wrongPage.Replace("edith", "nobody", StringComparison.Ordinal), unknownPage);
    }

    [Theory]
    [InlineData("/2026/11/20/a-story/", "/2026/11/20/a-story/")]
    [InlineData("https://example.org/", "/newsroom")]
    [InlineData("//example.org/", "/newsroom")]
    [InlineData("/\\example.org/", "/newsroom")]
    [InlineData("javascript:alert(1)", "/newsroom")]
    public async Task ReturnUrl_LeadsToThisSiteAlone(string asked, string followed)
    {
        await using var host = await StartWithStaffAsync();
        using var client = host.CreateClient();

        using var response = await client.PostAsync("/login", StaffAccounts.Form(("login", "edith"), ("password", StaffAccounts.Password), ("returnUrl", asked)));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(followed, response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        await using var host = await StartWithStaffAsync();
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = StaffAccounts.Form(("login", "edith"), ("password", StaffAccounts.Password)),
            Headers = { { "Origin", "https://example.org" }, { "Sec-Fetch-Site", "cross-site" } },
        };

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task PageForStaff_UnderAnyHostName_LeadsToTheLoginOfThisSite()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/ClusterStats?x=1&y=2") { Headers = { Host = "evil.example" } };

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/login?returnUrl=%2Fdashboard%2FClusterStats%3Fx%3D1%26y%3D2", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Trace")]
    public async Task ApplicationPassword_ThatIsWrong_LeavesNeitherLoginNorPasswordInTheLog(string? level)
    {
        const string Category = "OrleansNews.Accounts.BasicAuthentication";
        await using var host = await StartWithStaffAsync(level is null ? [] : [$"--Logging:LogLevel:{Category}={level}"]);
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/comments/1/status") { Content = new StringContent("{}", null, "application/json") };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("edith:a-wrong-secret"u8));

        using var response = await client.SendAsync(request);
        await host.StopAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(level is not null, host.Errors.Contains(Category, StringComparison.Ordinal));
        Assert.DoesNotContain("edith", host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(request.Headers.Authorization.Parameter!, host.Errors, StringComparison.Ordinal);
    }

    private async Task<HostProcess> StartWithStaffAsync(params string[] settings)
    {
        await StaffAccounts.CreateAsync(_folder["data"], "edith", Role.Editor);
        return await HostProcess.StartAsync(_folder["data"], settings);
    }

    private static async Task<(HttpStatusCode Status, string Page)> LogInAsync(HttpClient client, string login, string password)
    {
        using var response = await client.PostAsync("/login", StaffAccounts.Form(("login", login), ("password", password)));
        return (response.StatusCode, Moment().Replace(await response.Content.ReadAsStringAsync(), ""));
    }

    [GeneratedRegex("<time[^>]*>[^<]*</time>")]
    private static partial Regex Moment();
}
