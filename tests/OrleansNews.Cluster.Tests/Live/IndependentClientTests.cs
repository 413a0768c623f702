using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Live;

/// <summary>Clients that others wrote read the feed: curl, and the npm package eventsource.</summary>
public sealed class IndependentClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Curl_WithoutBuffering_PrintsTheEventOfANewComment()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], CommentLoad.Unlimited);
        var (_, article) = await Stories.PublishAsync(host, _folder["data"], _folder, "A story", "a-story");
        using var curl = Start("curl", _folder.Path, "-N", "-s", new Uri(host.Site, $"/api/articles/{article}/live").ToString());
        Assert.StartsWith("retry: ", await curl.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

        var (id, position) = await PostAsync(host, article, "Read by curl.");
        var lines = await ReadEventAsync(curl, $"id: {position}");
        Assert.Equal("event: comment", lines[0]);
        Assert.StartsWith($"data: {{\"id\":{id},", lines[1], StringComparison.Ordinal);
        Assert.Contains("Read by curl.", lines[1], StringComparison.Ordinal);
        curl.Kill();
    }

    // One that drains goes on answering while it ends: who comes back to it is told to come back again, and gives up on nothing.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task NpmEventSource_AcrossAnEndOfTheFeed_GetsEachCommentOnce(int drain)
    {
        Assert.SkipUnless(await HasAsync("node") && await HasAsync("npm"), "node and npm are not installed");
        File.WriteAllText(_folder["package.json"], """{ "private": true, "type": "module", "dependencies": { "eventsource": "4.1.1" } }""");
        File.WriteAllText(_folder["reader.js"], """
            import { EventSource } from 'eventsource';
            const feed = new EventSource(process.argv[2]);
            feed.onopen = () => console.log('open');
            for (const name of ['comment', 'reset']) feed.addEventListener(name, (event) => console.log(`${name} ${event.lastEventId} ${JSON.parse(event.data).id}`));
            """);
        using (var install = Start("npm", _folder.Path, "install", "--no-audit", "--no-fund", "--ignore-scripts")) await EndAsync(install);

        long article;
        string address, second;
        (long Id, string Position) first;
        Process node;
        await using (var host = await HostProcess.StartAsync(_folder["data"], [.. CommentLoad.Unlimited, "--Live:RetryFrom=00:00:00.100", "--Live:RetryTo=00:00:00.200", $"--Operations:DrainFor=00:00:0{drain}"]))
        {
            (_, article) = await Stories.PublishAsync(host, _folder["data"], _folder, "A story", "a-story");
            address = host.Site.ToString();
            node = Start("node", _folder.Path, "reader.js", new Uri(host.Site, $"/api/articles/{article}/live?after=0:0").ToString());
            Assert.Equal("open", await node.StandardOutput.ReadLineAsync());
            first = await PostAsync(host, article, "Before the stop.");
            Assert.Equal($"comment {first.Position} {first.Id}", await node.StandardOutput.ReadLineAsync());
            Assert.Equal(0, await host.StopAsync());
        }

        await using var again = await HostProcess.StartExactlyAsync(["--data", _folder["data"], "--urls", address, "--Operations:Port=0", .. CommentLoad.Unlimited]);
        var posted = await PostAsync(again, article, "After it.");
        second = $"comment {posted.Position} {posted.Id}";
        var (opened, line) = (0, await node.StandardOutput.ReadLineAsync());
        for (; line == "open"; opened++) line = await node.StandardOutput.ReadLineAsync();
        Assert.Equal(second, line);
        Assert.InRange(opened, drain == 0 ? 1 : 3, 100);
        node.Kill();
        node.Dispose();
    }

    private static async Task<(long Id, string Position)> PostAsync(HostProcess host, long article, string text)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Ada", email = "ada@example.org", text });
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return (receipt["id"]!.GetValue<long>(), receipt["position"]!.GetValue<string>());
    }

    private static async Task<List<string>> ReadEventAsync(Process reader, string id)
    {
        while (await reader.StandardOutput.ReadLineAsync() is var line && line != id) Assert.NotNull(line);
        var lines = new List<string>();
        while (await reader.StandardOutput.ReadLineAsync() is { Length: > 0 } line) lines.Add(line);
        return lines;
    }

    private static Process Start(string program, string folder, params IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;

    private static async Task<bool> HasAsync(string program)
    {
        try
        {
            using var found = Start(program, Path.GetTempPath(), "--version");
            await EndAsync(found);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + errors);
    }
}
