using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A whole newspaper whose state is in Azure's blobs, by Microsoft's emulator of them.</summary>
public sealed class AzureBlobHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

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
}
