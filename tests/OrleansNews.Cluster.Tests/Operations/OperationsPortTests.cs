using System.Net;
using System.Net.NetworkInformation;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

public sealed class OperationsPortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HealthAndMetrics_AreOnTheOperatorsPortAlone()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var operators = new HttpClient { BaseAddress = host.Operations };
        using var readers = host.CreateClient();

        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            Assert.Equal(HttpStatusCode.OK, (await operators.GetAsync(path)).StatusCode);
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host.Operations.Authority } };
            Assert.Equal(HttpStatusCode.NotFound, (await readers.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await operators.GetAsync("/login")).StatusCode);
    }

    [Fact]
    public async Task Host_ByDefault_ListensOnPagesAndOperationsAlone()
    {
        var before = Listening();
        await using var host = await HostProcess.StartAsync(_folder["data"]);

        // Other programs of this machine may open ports meanwhile; Orleans' own must not be among the new ones.
        var opened = Listening().Except(before).ToHashSet();

        Assert.Contains(host.Site.Port, opened);
        Assert.Contains(host.Operations.Port, opened);
        Assert.DoesNotContain(11111, opened);
        Assert.DoesNotContain(30000, opened);
    }

    private static HashSet<int> Listening() => [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];
}
