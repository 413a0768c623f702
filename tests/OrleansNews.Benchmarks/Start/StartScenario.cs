using System.Diagnostics;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Start;

/// <summary>How long a newspaper that is started stays away from its readers.</summary>
internal sealed class StartScenario : IScenario
{
    private const double MostSeconds = 3;

    public string Name => "start";

    public string Title => "Start";

    public string Method =>
        "The built host is started as a process of its own, and the time runs from there until its front page has been answered with 200: on an empty folder, on a folder "
        + "with the demo newspaper after an orderly stop, and on the same folder after `kill -9`. Each figure is the median of five starts; the files are in the "
        + "operating system's cache.";

    public async Task RunAsync(ScenarioRun run)
    {
        var starts = run.IsBrief ? 1 : 5;
        var empty = await MedianAsync(starts, OnEmptyFolderAsync);
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        await using (var filled = await HostProcess.StartAsync(data, "--demo")) await StopAsync(filled);
        var restart = await MedianAsync(starts, () => MeasureAsync(data, StopAsync));
        // Every start of this series follows a kill, the first one too.
        await MeasureAsync(data, host => host.KillAsync());
        var killed = await MedianAsync(starts, () => MeasureAsync(data, host => host.KillAsync()));

        Add(run, "start to first page, empty folder", empty);
        Add(run, "start to first page, demo newspaper, after an orderly stop", restart);
        Add(run, "start to first page, demo newspaper, after kill -9", killed);
        run.Add(new Chart("start", "From the start of the process to its first page", "s",
            [new("empty folder", empty), new("after an orderly stop", restart), new("after kill -9", killed)]));
    }

    private static void Add(ScenarioRun run, string name, double seconds) => run.Add(new Figure(name, seconds, "s", Required: new Requirement(AtMost: MostSeconds)));

    private static async Task<double> OnEmptyFolderAsync()
    {
        using var folder = new TemporaryFolder();
        return await MeasureAsync(folder["data"], StopAsync);
    }

    private static async Task<double> MeasureAsync(string data, Func<HostProcess, Task> end)
    {
        var started = Stopwatch.GetTimestamp();
        await using var host = await HostProcess.StartAsync(data);
        using var client = host.CreateClient();
        using var page = await client.GetAsync("/");
        var taken = Stopwatch.GetElapsedTime(started);
        page.EnsureSuccessStatusCode();
        await end(host);
        return taken.TotalSeconds;
    }

    private static async Task StopAsync(HostProcess host)
    {
        var code = await host.StopAsync();
        if (code != 0) throw new InvalidOperationException($"The host ended with {code}.\n{host.Output}\n{host.Errors}");
    }

    private static async Task<double> MedianAsync(int times, Func<Task<double>> measureAsync)
    {
        var taken = new List<double>();
        for (var time = 0; time < times; time++) taken.Add(await measureAsync());
        taken.Sort();
        return taken[times / 2];
    }
}
