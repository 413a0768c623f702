using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A whole newspaper whose state is in Azure's blobs, by Microsoft's emulator of them.</summary>
public sealed class AzureBlobHostTests(ITestOutputHelper output) : IDisposable
{
    private const int StoryCount = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Newspaper_InBlobs_IsThereAfterARestart_AndAsksToComeBackWhileTheAccountIsAway()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var gateway = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
        string[] settings = ["--Storage:Provider=AzureBlob", $"--Storage:AzureBlob:ConnectionString={azurite.ConnectionString}", "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}", .. CommentLoad.Unlimited];
        long article;
        await using (var first = await HostProcess.StartAsync(_folder["first"], settings))
        {
            var imported = await HostProcess.RunAsync(["import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")), .. settings, $"--Cluster:Gateways:0=127.0.0.1:{gateway}"]);
            Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
            using var reader = first.CreateClient();
            article = await Stories.NumberOfAsync(reader, "/2026/11/20/ferry/");
            Assert.Equal(HttpStatusCode.Created, await PostAsync(reader, "It left on time."));
            Assert.Equal(0, await first.StopAsync());
        }

        // Another folder: all that there is came from the blobs.
        await using var again = await HostProcess.StartAsync(_folder["again"], settings);
        using var later = again.CreateClient();
        Assert.Contains("It left on time.", await later.GetStringAsync("/2026/11/20/ferry/"), StringComparison.Ordinal);

        await azurite.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(later, "Is anybody there?"));

        async Task<HttpStatusCode> PostAsync(HttpClient client, string text)
        {
            using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Ada", email = "ada@example.org", text });
            return answer.StatusCode;
        }
    }

    // Blobs hold no members: silos find each other by Redis. A blob's ETag alone decides who of two activations of a thread writes on.
    [Fact]
    public async Task TwoSilos_InBlobs_OneOfWhichIsKilled_LoseNothingAcknowledgedAndDoubleNothing()
    {
        output.WriteLine($"seed {_seed}");
        await using var azurite = await AzuriteServer.StartAsync();
        var port = LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture);
        await using var redis = await RedisServer.StartAsync(_folder.Path, port);
        string[] blobs = ["--Storage:Provider=AzureBlob", $"--Storage:AzureBlob:ConnectionString={azurite.ConnectionString}"];
        await using var cluster = new ClusterProcesses(_folder, blobs, [.. CommentLoad.Unlimited, "--Cluster:Membership=Redis", $"--Cluster:Redis:ConnectionString=127.0.0.1:{port}"]);
        await Task.WhenAll(cluster.StartSiloAsync(), cluster.StartSiloAsync());
        var front = await cluster.StartFrontEndAsync();
        using var client = front.CreateClient();
        var slugs = Enumerable.Range(1, StoryCount).Select(number => $"story-{number}").ToList();
        var imported = await cluster.RunAsync(["import", .. slugs.Select(slug => _folder.Write($"{slug}.md", Stories.Markdown($"About {slug}", slug)))]);
        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        var articles = await Task.WhenAll(slugs.Select(slug => Stories.NumberOfAsync(client, $"/2026/11/20/{slug}/")));
        await using var writers = new StubbornWriters(articles, _seed, () => client, pause: TimeSpan.FromMilliseconds(50));
        writers.Start();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Count(comment => comment.Article == article) >= 5));

        await cluster.Silos[0].KillAsync();
        var killed = Stopwatch.GetTimestamp();
        await writers.UntilAsync(accepted => articles.All(article => accepted.Any(comment => comment.Article == article && comment.Began > killed)));
        await writers.StopAsync();

        output.WriteLine($"{writers.Acknowledged.Count} comments accepted, {writers.Failures.Count} sent again");
        Assert.Empty(CommentLedger.Breaches(writers.Acknowledged, await CommentLedger.ReadAsync(client, articles)));
        Assert.Equal(0, await cluster.Silos[1].StopAsync());
    }
}
