using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansNews.Processes;

namespace OrleansNews.Demo;

public sealed partial class DemoStartTests : IDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FirstPage_OfAFreshDemo_IsTheWholeNewspaper()
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{LoopbackPorts.Next().ToString(CultureInfo.InvariantCulture)}/") };

        var starting = HostProcess.StartExactlyAsync("--data", _folder["data"], "--urls", client.BaseAddress.AbsoluteUri, "--Operations:Port=0", "--demo");
        var first = await FirstAnswerAsync(client, starting);
        await using var host = await starting;

        Assert.Contains("The Ternmouth Packet", first, StringComparison.Ordinal);
        Assert.Contains("the ferry is back", first, StringComparison.Ordinal);
        Assert.Contains("The demo newspaper has", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_OfANewcomer_IsOnThePageAtOnce()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"], "--demo");
        using var client = host.CreateClient();
        var path = FerryPath().Match(await client.GetStringAsync("/")).Value;
        var article = ArticleNumber().Match(await client.GetStringAsync(path)).Groups[1].Value;

        using var answer = await client.PostAsJsonAsync($"/api/articles/{article}/comments", new { author = "Newcomer", email = "newcomer@example.org", text = "I crossed with the dog." });
        var comment = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("approved", comment["status"]!.GetValue<string>());
        Assert.Contains("I crossed with the dog.", await client.GetStringAsync($"/api/articles/{article}/comments?order=newest&limit=100"), StringComparison.Ordinal);
    }

    // Nothing else tells from outside when the port begins to answer.
    private static async Task<string> FirstAnswerAsync(HttpClient client, Task<HostProcess> starting)
    {
        while (true)
        {
            try
            {
                return await client.GetStringAsync("/");
            }
            catch (HttpRequestException nobody) when (nobody.InnerException is SocketException && !starting.IsFaulted)
            {
                await Task.Delay(AskAgainAfter);
            }
        }
    }

    [GeneratedRegex("/\\d{4}/\\d{2}/\\d{2}/chain-ferry-returns/")]
    private static partial Regex FerryPath();

    [GeneratedRegex("name=\"comment_post_ID\" value=\"(\\d+)\"")]
    private static partial Regex ArticleNumber();
}
