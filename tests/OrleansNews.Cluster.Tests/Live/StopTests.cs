using System.Runtime.InteropServices;
using OrleansNews.Processes;

namespace OrleansNews.Live;

public sealed class StopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task LiveFeed_WhenTheHostStops_EndsAndDoesNotHoldItUp(PosixSignal signal)
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        var (_, article) = await Stories.PublishAsync(host, _folder["data"], _folder, "A story", "a-story");
        using var client = host.CreateClient();
        using var feed = await client.GetAsync($"/api/articles/{article}/live", HttpCompletionOption.ResponseHeadersRead);
        feed.EnsureSuccessStatusCode();
        await using var events = await feed.Content.ReadAsStreamAsync();

        var stopped = host.StopAsync(signal);
        using var reader = new StreamReader(events);
        await reader.ReadToEndAsync();

        Assert.Equal(0, await stopped);
    }
}
