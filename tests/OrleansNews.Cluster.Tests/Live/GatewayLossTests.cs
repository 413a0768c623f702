using System.Net;
using System.Net.Http.Json;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Live;

public sealed class GatewayLossTests : IDisposable
{
    // The front end looks by itself every 15 seconds. Less than that is no measure of speed: without a hint nothing comes before it.
    private static readonly TimeSpan BeforeThePoll = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Feed_OfAFrontEndWhoseSiloIsKilledAndStartedAgain_GoesOnOnTheSameConnection()
    {
        string[] cluster = [.. CommentLoad.Unlimited, "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={LoopbackPorts.Next()}"];
        await using var first = await HostProcess.StartAsync(_folder["data"], cluster);
        var (_, article) = await Stories.PublishAsync(first, _folder["data"], _folder, "A story", "a-story");
        await using var web = await HostProcess.StartExactlyAsync(
            ["--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{cluster[^1].Split('=')[1]}", "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Live:Poll=00:00:15"]);
        using var reader = web.CreateClient();
        using var feed = new StreamReader(await reader.GetStreamAsync($"/api/articles/{article}/live?after=0:0"));
        await PostAsync(first, article, "Before the kill.");
        Assert.Contains("Before the kill.", await NextCommentAsync(feed), StringComparison.Ordinal);

        await first.KillAsync();
        await using var second = await HostProcess.StartAsync(_folder["data"], cluster);
        await PostAsync(second, article, "After it.");
        Assert.Contains("After it.", await NextCommentAsync(feed), StringComparison.Ordinal);

        // That one was found when the thread was asked to send hints again. The next ones come by them.
        foreach (var text in new[] { "By a hint.", "By another." })
        {
            await PostAsync(second, article, text);
            Assert.Contains(text, await NextCommentAsync(feed).WaitAsync(BeforeThePoll), StringComparison.Ordinal);
        }
    }

    private static async Task PostAsync(HostProcess host, long article, string text)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Ada", email = "ada@example.org", text });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task<string> NextCommentAsync(StreamReader feed)
    {
        for (var name = ""; ;)
        {
            var line = await feed.ReadLineAsync() ?? throw new EndOfStreamException("The feed ended.");
            Assert.NotEqual("event: reset", line);
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line;
            if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "event: comment") return line;
        }
    }
}
