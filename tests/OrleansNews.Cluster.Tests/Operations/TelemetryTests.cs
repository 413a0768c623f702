using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

/// <summary>What a collector is told of a request that two processes and a database take part in.</summary>
public sealed class TelemetryTests(PostgresServerFixture postgres) : IDisposable
{
    private const string Visitor = "0af7651916cd43dd8448eb211c80319c";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Comment_ThroughAFrontEnd_IsOneTraceDownToTheDatabase_AndNamesNobody()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var cluster = new ClusterProcesses(
            _folder, await postgres.Server.CreateDatabaseAsync(), [.. CommentLoad.Unlimited, "--Telemetry:TraceRatio=1"]);
        // One by each protocol; gRPC is what is meant where none is named.
        var silo = await cluster.StartSiloAsync($"--Telemetry:OtlpEndpoint={collector.GrpcAddress}", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        var front = await cluster.StartFrontEndAsync($"--Telemetry:OtlpEndpoint={collector.Address}", "--Telemetry:Protocol=HttpProtobuf");
        var imported = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")));
        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        using var reader = front.CreateClient();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/articles/1/comments?hidden=in-the-query")
        {
            Content = JsonContent.Create(new { author = "Ada Lovelace", email = "ada@example.org", text = "Not for operators." }),
            Headers = { { "User-Agent", "Browser-of-Ada" }, { "traceparent", $"00-{Visitor}-b7ad6b7169203331-01" } },
        };

        using var answer = await reader.SendAsync(post);
        using var page = await reader.GetAsync("/2026/11/20/ferry/?s=secret-words");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (answer.StatusCode, page.StatusCode));
        var request = await collector.StepAsync(step => step is { Role: "web", Source: "Microsoft.AspNetCore" } && step.Tags.GetValueOrDefault("http.request.method") == "POST");
        var call = await collector.StepAsync(step => step is { Role: "silo", Source: "Microsoft.Orleans.Runtime" } && step.Trace == request.Trace && step.Tags["orleans.rpc.service"].Contains("Thread", StringComparison.Ordinal));
        await collector.StepAsync(step => step is { Role: "silo", Source: "OrleansNews.Storage" } && step.Name == "write thread" && step.Trace == call.Trace);
        await collector.StepAsync(step => step.Role == "web" && step.Tags.GetValueOrDefault("url.path") == "/2026/11/20/ferry/");
        Assert.Equal(("POST /api/articles/{id:long}/comments", "201"), (request.Name, request.Tags["http.response.status_code"]));
        // What silos do by themselves begins no trace.
        Assert.DoesNotContain(collector.Steps, step => step.Name.Contains("WakeAsync", StringComparison.Ordinal));
        // A visitor decides neither what is traced nor under which name.
        Assert.NotEqual(Visitor, request.Trace);
        Assert.DoesNotContain(collector.Steps, step => step.Name.Contains("health", StringComparison.Ordinal) || step.Tags.GetValueOrDefault("url.path", "").Contains("health", StringComparison.Ordinal));
        foreach (var secret in new[] { "Lovelace", "ada@example.org", "Not for operators", "Browser-of-Ada", "in-the-query", "secret-words", "commenter/" })
            Assert.DoesNotContain(collector.Steps, step => step.Name.Contains(secret, StringComparison.Ordinal) || step.Tags.Values.Any(value => value.Contains(secret, StringComparison.Ordinal)));
        foreach (var key in new[] { "user_agent.original", "url.query", "client.address", "network.peer.address", "orleans.rpc.target_id", "orleans.grain.id", "exception.message" })
            Assert.DoesNotContain(collector.Steps, step => step.Tags.ContainsKey(key));

        Assert.Equal(0, await silo.StopAsync());
        foreach (var signal in new[] { "traces", "metrics", "logs" }) await collector.OverGrpcAsync(signal);
        await collector.MetricAsync("orleansnews.threads.posted");
        await collector.LogAsync("Application started");
    }

    [Fact]
    public async Task MetricsAndLogs_OfAProcessThatStops_AreSentToo()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var host = await HostProcess.StartAsync(_folder["data"], $"--Telemetry:OtlpEndpoint={collector.Address}", "--Telemetry:Protocol=HttpProtobuf", "--Telemetry:TraceRatio=0", "--Cluster:OpenGateway=true", string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={LoopbackPorts.Next()}"), "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        using var reader = host.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/login")).StatusCode);

        // What waits is sent at the end.
        Assert.Equal(0, await host.StopAsync());

        await collector.MetricAsync("orleansnews.storage.write.duration");
        await collector.MetricAsync("http.server.request.duration");
        await collector.LogAsync("Application started");
        Assert.Empty(collector.Steps);
    }

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint: 'collector' is not an address", "--Telemetry:OtlpEndpoint=collector")]
    [InlineData("Telemetry:TraceRatio: 2 is not from 0 to 1", "--Telemetry:TraceRatio=2")]
    [InlineData("Telemetry:Protocol: 'Carrier' is not one of Grpc, HttpProtobuf", "--Telemetry:Protocol=Carrier")]
    public async Task Settings_ThatCannotBe_StopTheStartAndNameTheCure(string expected, string setting)
    {
        var (code, output, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--Operations:Port=0", setting);

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready.", output, StringComparison.Ordinal);
    }
}
