using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comments as JSON over HTTP to a host of its own, through the intake, with every rule but the flood interval and the hold of a first comment.</summary>
internal static class CommentsOverHttp
{
    private const int Connections = 64;
    private const int People = 1_000;

    /// <summary>Posts to one story until the time is up; everything but 201 ends the measurement.</summary>
    public static async Task<LoadResult> PostAsync(ScenarioRun run)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        await using var host = await HostProcess.StartAsync(
            data, "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false");
        var (_, article) = await Stories.PublishAsync(host, data, folder, "The quiet harbour", "quiet-harbour");
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = host.Site };
        var address = $"/api/articles/{article.ToString(CultureInfo.InvariantCulture)}/comments";
        return await Load.RunAsync(Connections, run.WarmUp, run.Duration, async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = New() };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Created)
                throw new InvalidOperationException($"A comment was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        });
    }

    private static ByteArrayContent New()
    {
        var person = Random.Shared.Next(People).ToString(CultureInfo.InvariantCulture);
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            author = "Reader " + person,
            email = $"reader{person}@example.org",
            text = Comments.Text(),
        });
        return new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
