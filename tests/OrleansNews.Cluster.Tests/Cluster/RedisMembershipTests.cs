using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

public sealed class RedisMembershipTests(PostgresServerFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SiloAndFrontEnd_ThatFindEachOtherByRedis_AreOneNewspaper()
    {
        var port = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
        await using var redis = await RedisServer.StartAsync(_folder.Path, port, isKept: false);
        var database = await postgres.Server.CreateDatabaseAsync();
        await using var cluster = new ClusterProcesses(_folder, database, [.. CommentLoad.Unlimited, "--Cluster:Membership=Redis", $"--Cluster:Redis:ConnectionString=127.0.0.1:{port}"]);
        var silo = await cluster.StartSiloAsync();
        var front = await cluster.StartFrontEndAsync();

        var imported = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")));

        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        using var reader = front.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/2026/11/20/ferry/")).StatusCode);
        Assert.Contains("Set appendonly to yes", silo.Errors, StringComparison.Ordinal);
        // The database holds state alone.
        Assert.Equal("0", (await postgres.Server.SqlAsync(database.Split("Database=")[1].Split(';')[0], "SELECT count(*) FROM orleansmembership")).Trim());
        Assert.Equal(0, await silo.StopAsync());
    }

    // Redis holds who is a member: without it nobody comes or is given up, and those who are there go on.
    [Fact]
    public async Task TwoSilos_ThatLoseTheirRedisForAWhile_GoOnMeanwhileAndLetOthersInAfterwards()
    {
        var port = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), [.. CommentLoad.Unlimited, "--Cluster:Membership=Redis", $"--Cluster:Redis:ConnectionString=127.0.0.1:{port}"]);
        await using var redis = await RedisServer.StartAsync(_folder.Path, port);
        await cluster.StartSiloAsync();
        var second = await cluster.StartSiloAsync();
        var front = await cluster.StartFrontEndAsync();
        // Stories of both silos.
        var imported = await cluster.RunAsync(["import", .. Enumerable.Range(1, 8).Select(number => _folder.Write($"story-{number}.md", Stories.Markdown($"Story {number}", $"story-{number}")))]);
        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        using var reader = front.CreateClient();
        var articles = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Stories.NumberOfAsync(reader, $"/2026/11/20/story-{number}/")));

        await redis.StopAsync();
        // The front end looks every second who is there, and goes on with those whom it knows.
        await front.UntilComplainedAsync("Error refreshing gateways", times: 3);
        foreach (var article in articles) await PostAsync(reader, article, "While it was away.");
        await using var back = await RedisServer.StartAsync(_folder.Path, port);

        var newcomer = await cluster.StartFrontEndAsync();
        using var later = newcomer.CreateClient();
        foreach (var article in articles)
        {
            await PostAsync(later, article, "When it was back.");
            Assert.Contains("While it was away.", await later.GetStringAsync($"/api/articles/{article}/comments"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task Silo_WithoutItsRedis_DoesNotStartAndSaysWhy()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), "--Cluster:Membership=Redis", "--Cluster:Redis:ConnectionString=127.0.0.1:1,password=hunter2");

        var (code, _, errors) = await cluster.RunAsync("--role", "silo", "--Operations:Port=0", string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={LoopbackPorts.Next()}"), string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={LoopbackPorts.Next()}"));

        Assert.Equal(1, code);
        Assert.Contains("The Redis server 127.0.0.1:1 cannot be used", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }

    private static async Task PostAsync(HttpClient client, long article, string text)
    {
        using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Ada", email = "ada@example.org", text });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
