using System.Net;
using System.Net.Http.Json;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

public sealed class FrontEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WebRole_OnTheGatewayOfAnotherHost_ServesItsPagesAndReadsItsSessions()
    {
        var gateway = LoopbackPorts.Next();
        await using var all = await HostProcess.StartAsync(_folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}");
        var (path, _) = await Stories.PublishAsync(all, _folder["data"], _folder, "The ferry runs again", "ferry");
        await Accounts.StaffAccounts.CreateAsync(_folder["data"], "olga", Accounts.Role.Operator);

        await using var web = await HostProcess.StartAsync(_folder["web"], "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}");
        using var reader = web.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/") { Headers = { { "Cookie", await CookieAsync(all) } } };

        Assert.Contains("The ferry runs again", await reader.GetStringAsync(path), StringComparison.Ordinal);
        Assert.False(web.OffersSetup);
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(request)).StatusCode);
        using var operators = new HttpClient { BaseAddress = web.Operations };
        await WarmCopies.UntilCompleteAsync(web);
        // No other role keeps copies: the dashboard asks for this name.
        Assert.Matches("""(?m)^orleansnews_pages_warm_coverage(\{[^}]*\})? [0-9]""", await operators.GetStringAsync("/metrics"));
        Assert.Equal(0, await web.StopAsync());
    }

    [Fact]
    public async Task SignedIn_WhileNoSiloAnswers_IsAskedToComeBackAndStaysSignedIn()
    {
        var gateway = LoopbackPorts.Next();
        await using var all = await HostProcess.StartAsync(_folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}");
        await Accounts.StaffAccounts.CreateAsync(_folder["data"], "edith", Accounts.Role.Editor);
        await using var web = await HostProcess.StartAsync(_folder["web"], "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}");
        using var client = await Accounts.StaffAccounts.SignInAsync(web, "edith");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/newsroom/stories")).StatusCode);

        await all.KillAsync();

        foreach (var (method, path) in new[] { (HttpMethod.Get, "/newsroom/stories"), (HttpMethod.Post, "/newsroom/stories/1/autosave"), (HttpMethod.Put, "/api/comments/1099515822081/status") })
        {
            // The last answer about a session counts for some seconds.
            using var answer = await UntilNotCheckedAsync(client, method, path);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode}\n{web.Errors}");
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.False(answer.Headers.Contains("Set-Cookie"), path);
        }
    }

    [Fact]
    public async Task FrontEnd_StartedBeforeItsSilo_SaysSoInALine_AndServesWhenItIsThere()
    {
        var gateway = LoopbackPorts.Next();
        await using var web = await HostProcess.StartAsync(_folder["web"], "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}");
        using var reader = web.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.GetAsync("/")).StatusCode);

        await using var all = await HostProcess.StartAsync(_folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await reader.GetAsync("/", patience.Token)).StatusCode != HttpStatusCode.OK || !web.Errors.Contains("A silo answers now.", StringComparison.Ordinal)) await Task.Delay(50, patience.Token);
        Assert.Equal(2, web.Errors[..web.Errors.IndexOf("now.", StringComparison.Ordinal)].Split("OrleansNews.Cluster.PatientClient:").Length - 1);
        Assert.DoesNotContain("   at ", web.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> UntilNotCheckedAsync(HttpClient client, HttpMethod method, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : method == HttpMethod.Put ? JsonContent.Create(new { status = "trash" }) : Accounts.StaffAccounts.Form(("version", "0")) };
            var answer = await client.SendAsync(request, patience.Token);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest)) return answer;
            answer.Dispose();
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<string> CookieAsync(HostProcess host)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsync("/login", Accounts.StaffAccounts.Form(("login", "olga"), ("password", Accounts.StaffAccounts.Password)));
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("news-session=", StringComparison.Ordinal)).Split(';')[0];
    }
}
