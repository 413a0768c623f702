using OrleansNews.Processes;

namespace OrleansNews.Live;

public sealed class ReadersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_OfTwoFrontEnds_AreShownTheirSum()
    {
        var gateway = LoopbackPorts.Next();
        await using var all = await HostProcess.StartAsync(_folder["data"], "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={gateway}", "--Live:ReadersEvery=00:00:00.100");
        var (_, article) = await Stories.PublishAsync(all, _folder["data"], _folder, "A story", "a-story");
        await using var web = await HostProcess.StartExactlyAsync(
            "--role", "web", $"--Cluster:Gateways:0=127.0.0.1:{gateway}", "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Live:ReadersEvery=00:00:00.100");
        using var here = all.CreateClient();
        using var there = web.CreateClient();

        using var first = new StreamReader(await here.GetStreamAsync($"/api/articles/{article}/live"));
        await ReadUntilAsync(first, 1);
        using var second = new StreamReader(await there.GetStreamAsync($"/api/articles/{article}/live"));
        await ReadUntilAsync(first, 2);
        await ReadUntilAsync(second, 2);
        Assert.Equal(0, await web.StopAsync());
        await second.ReadToEndAsync();
    }

    private static async Task ReadUntilAsync(StreamReader feed, int readers)
    {
        while (await feed.ReadLineAsync() is var line && line != $"data: {{\"readers\":{readers}}}") Assert.NotNull(line);
    }
}
