using System.Globalization;
using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

public sealed class DashboardTests(DashboardTests.RunningHost running) : IClassFixture<DashboardTests.RunningHost>
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static TheoryData<string> Addresses =>
    [
        "/dashboard", "/dashboard/", "/dashboard/index.html", "/dashboard/favicon.ico", "/dashboard/index.min.js", "/dashboard/index.css",
        "/dashboard/fonts/x", "/dashboard/img/x", "/dashboard/version", "/dashboard/DashboardCounters", "/dashboard/ClusterStats", "/dashboard/Reminders",
        "/dashboard/Reminders/1", "/dashboard/HistoricalStats/x", "/dashboard/SiloProperties/x", "/dashboard/SiloMetadata/x", "/dashboard/SiloStats/x",
        "/dashboard/SiloCounters/x", "/dashboard/GrainStats/x", "/dashboard/TopGrainMethods", "/dashboard/LifecycleStages", "/dashboard/GrainTypes",
        "/dashboard/Trace", "/dashboard/GrainState", "/dashboard/GrainState?grainId=0&grainType=OrleansNews.Accounts.StaffGrain",
        "/DASHBOARD/", "/Dashboard/ClusterStats", "/dashboard/clusterstats", "/dashboard/GRAINSTATE", "/%64ashboard/", "/dashboard/%47rainState",
        "//dashboard/", "/dashboard//ClusterStats", "/./dashboard/", "/x/../dashboard/ClusterStats", "/dashboard/..%2fdashboard/version", "/dashboard%2fversion",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Anonymous_AnyAddressAndMethod_GetsNoDashboard(string address)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
        {
            using var client = running.Host.CreateClient();
            using var request = new HttpRequestMessage(method, new Uri(running.Host.Site.GetLeftPart(UriPartial.Authority) + address, AsWritten));
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();

            Assert.True((int)response.StatusCode is 301 or 302 or 400 or 401 or 403 or 404 or 405, $"{method} {address}: {response.StatusCode}");
            Assert.DoesNotContain("orleans dashboard", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("activation", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("silo", text, StringComparison.OrdinalIgnoreCase);
            if ((int)response.StatusCode is 301 or 302) Assert.Equal("", text);
        }
    }

    // In every role that serves people.
    [Theory]
    [InlineData("all")]
    [InlineData("web")]
    public async Task Operator_SeesTheDashboardButNoGrainState(string role)
    {
        using var client = await running.SignInAsync("olga", role);

        var page = await client.GetAsync("/dashboard/");
        var stats = await client.GetAsync("/dashboard/ClusterStats");
        foreach (var name in new[] { "GrainState", "GRAINSTATE", "%47rainState", "GrainState/" })
        {
            using var state = await client.GetAsync($"/dashboard/{name}?grainId=0&grainType=OrleansNews.Accounts.StaffGrain");
            Assert.Equal(HttpStatusCode.NotFound, state.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("script", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, stats.StatusCode);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("web")]
    public async Task Operator_SeesThePageOfOperationsBesideIt(string role)
    {
        using var client = await running.SignInAsync("olga", role);

        var page = await client.GetStringAsync("/newsroom/operations");

        Assert.Contains(">Active</td>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/dashboard/\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_IsForbidden()
    {
        using var client = await running.SignInAsync("edith");

        var page = await client.GetAsync("/dashboard/");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.DoesNotContain("silo", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    public sealed class RunningHost : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        private HostProcess _front = null!;

        public HostProcess Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var gateway = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
            Host = await HostProcess.StartAsync(_folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}");
            _front = await HostProcess.StartAsync(_folder["web"], "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}");
            await StaffAccounts.CreateAsync(_folder["data"], "olga", Role.Operator);
            await StaffAccounts.CreateAsync(_folder["data"], "edith", Role.Editor);
        }

        public Task<HttpClient> SignInAsync(string login, string role = "all") => StaffAccounts.SignInAsync(role == "web" ? _front : Host, login);

        public async ValueTask DisposeAsync()
        {
            await _front.DisposeAsync();
            await Host.DisposeAsync();
            _folder.Dispose();
        }
    }
}
