using System.Net;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A process that is told to stop says first that nobody should be sent to it any more, and only then goes.</summary>
public sealed class ReadinessTests(PostgresServerFixture postgres) : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FrontEnd_ThatStops_IsNotReady_AndAnswersOnForAWhile()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), CommentLoad.Unlimited);
        await cluster.StartSiloAsync();
        var front = await cluster.StartFrontEndAsync("--Operations:DrainFor=00:00:05");
        using var reader = front.CreateClient();

        var stopped = front.StopAsync();
        await UntilNotReadyAsync(front);

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/", Cancel)).StatusCode);
        Assert.False(stopped.IsCompleted);
        Assert.Equal(0, await stopped);
    }

    [Fact]
    public async Task Silo_ThatStops_IsNotReady_BeforeItIsGone()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), CommentLoad.Unlimited);
        var silo = await cluster.StartSiloAsync();

        var stopped = silo.StopAsync();
        await UntilNotReadyAsync(silo);

        Assert.Equal(0, await stopped);
    }

    // Fails where it is gone without having said so.
    private static async Task UntilNotReadyAsync(HostProcess process)
    {
        using var balancer = new HttpClient { BaseAddress = process.Operations };
        HttpStatusCode status;
        while ((status = (await balancer.GetAsync("/health/ready", Cancel)).StatusCode) == HttpStatusCode.OK) await Task.Delay(5, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }
}
