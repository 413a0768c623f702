using System.Diagnostics;

namespace OrleansNews.Benchmarks.Live;

/// <summary>The reference in a process of its own, with the garbage collector that the host has.</summary>
internal sealed class BareFeedProcess : IAsyncDisposable
{
    private readonly Process _process;

    private BareFeedProcess(Process process, Uri site) => (_process, Site) = (process, site);

    public Uri Site { get; }

    public int Id => _process.Id;

    public static async Task<BareFeedProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [BareFeed.Argument]) { RedirectStandardOutput = true, Environment = { ["DOTNET_gcServer"] = "1" } };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The reference did not start.");
        await process.StandardOutput.ReadLineAsync();
        return new(process, new(line.Trim().Split(' ')[^1]));
    }

    /// <summary>Writes bytes to all readers, and returns when the last is handed over.</summary>
    public async Task WriteAsync(HttpClient client, byte[] bytes, int times, int loops)
    {
        using var answer = await client.PostAsync(new Uri(Site, $"/write?times={times}&loops={loops}"), new ByteArrayContent(bytes));
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
