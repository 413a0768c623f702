using System.Net;
using OrleansNews.Processes;

namespace OrleansNews.Accounts;

public sealed class SetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Link_TwoAtOnce_MakeOneAdministratorAndEndIt()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        var token = Token(host);
        using var one = host.CreateClient();
        using var two = host.CreateClient();

        var answers = await Task.WhenAll(SetUpAsync(one, token, "ann"), SetUpAsync(two, token, "bea"));
        using var late = host.CreateClient();
        var again = await SetUpAsync(late, token, "cleo");
        var page = await late.GetAsync($"/setup?token={token}");

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.Redirect));
        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.NotFound));
        Assert.Equal(HttpStatusCode.NotFound, again);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        var administrator = answers[0] == HttpStatusCode.Redirect ? one : two;
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/dashboard/")).StatusCode);
    }

    [Fact]
    public async Task Link_OfAnEarlierStart_IsOver()
    {
        string before;
        await using (var first = await HostProcess.StartAsync(_folder["data"]))
        {
            before = Token(first);
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await HostProcess.StartAsync(_folder["data"]);
        using var client = second.CreateClient();

        Assert.NotEqual(before, Token(second));
        Assert.Equal(HttpStatusCode.NotFound, await SetUpAsync(client, before, "ann"));
        Assert.Equal(HttpStatusCode.Redirect, await SetUpAsync(client, Token(second), "ann"));
    }

    [Fact]
    public async Task Link_AfterAdminCreate_IsOver()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        await StaffAccounts.CreateAsync(_folder["data"], "ann", Role.Administrator);
        using var client = host.CreateClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(host.SetupLink)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await SetUpAsync(client, Token(host), "bea"));
    }

    [Fact]
    public async Task Password_ThatIsShort_IsRefusedAndTheLinkStays()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var client = host.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, await SetUpAsync(client, Token(host), "ann", "short"));
        Assert.Equal(HttpStatusCode.Redirect, await SetUpAsync(client, Token(host), "ann"));
    }

    [Fact]
    public async Task Session_AfterARestart_StillStands()
    {
        var address = "";
        using var cookies = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        string session;
        await using (var first = await HostProcess.StartAsync(_folder["data"]))
        {
            using var client = first.CreateClient();
            using var answer = await client.PostAsync("/setup", SetupForm(Token(first), "ann", StaffAccounts.Password));
            session = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("news-session=", StringComparison.Ordinal)).Split(';')[0];
            address = first.Site.Authority;
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await HostProcess.StartExactlyAsync("--data", _folder["data"], "--urls", $"http://{address}", "--Operations:Port=0");
        Assert.False(second.OffersSetup);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Site, "/dashboard/")) { Headers = { { "Cookie", session } } };
        Assert.Equal(HttpStatusCode.OK, (await cookies.SendAsync(request)).StatusCode);
    }

    private static string Token(HostProcess host) => host.SetupLink.Query["?token=".Length..];

    private static async Task<HttpStatusCode> SetUpAsync(HttpClient client, string token, string login, string password = StaffAccounts.Password)
    {
        using var response = await client.PostAsync("/setup", SetupForm(token, login, password));
        return response.StatusCode;
    }

    private static FormUrlEncodedContent SetupForm(string token, string login, string password) =>
        StaffAccounts.Form(("token", token), ("login", login), ("email", $"{login}@example.org"), ("password", password));
}
