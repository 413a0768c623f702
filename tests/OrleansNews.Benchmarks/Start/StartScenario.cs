using System.Diagnostics;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Start;

/// <summary>How long a newspaper that is started stays away from its readers.</summary>
internal sealed class StartScenario : IScenario
{
    private const double MostSeconds = 3;

    // A free port each, so that nothing else on the machine is in the way.
    private static readonly string[] Ports = ["--urls", "http://127.0.0.1:0", "--Operations:Port=0"];

    public string Name => "start";

    public string Title => "Start";

    public string Method =>
        "The built host is started as a process of its own, and the time runs from there until the first byte of its front page, answered with 200: on an empty folder, by its "
        + "executable and by `dotnet run --no-build`; on a folder with the demo newspaper after an orderly stop, and after `kill -9`. The reference is a program of Kestrel and "
        + "one endpoint, started in the same way. Each figure is the median of five starts; the files are in the operating system's cache.";

    public IReadOnlyList<ScenarioPart> Parts => [new("start", MeasureAsync)];

    private static async Task MeasureAsync(ScenarioRun run)
    {
        var starts = run.IsBrief ? 1 : 5;
        await MeasureAsync(Bare, [], StopAsync); // What measures is compiled by now.
        var bare = await MedianAsync(starts, () => MeasureAsync(Bare, [], StopAsync));
        var empty = await MedianAsync(starts, () => OnEmptyFolderAsync(Executable));
        var command = await MedianAsync(starts, () => OnEmptyFolderAsync(Command));
        using var folder = new TemporaryFolder();
        string[] data = ["--data", folder["data"], .. Ports];
        await MeasureAsync(Executable, [.. data, "--demo"], StopAsync);
        var restart = await MedianAsync(starts, () => MeasureAsync(Executable, data, StopAsync));
        // Every start of this series follows a kill, the first one too.
        await MeasureAsync(Executable, data, host => host.KillAsync());
        var killed = await MedianAsync(starts, () => MeasureAsync(Executable, data, host => host.KillAsync()));

        Add("start to first page, empty folder", empty);
        Add("start to first page, empty folder, `dotnet run --no-build`", command);
        Add("start to first page, demo newspaper, after an orderly stop", restart);
        Add("start to first page, demo newspaper, after kill -9", killed);
        run.Add(new BarChart("start", "From the start of the process to its first page", "seconds",
        [
            new("the newspaper", [new("empty folder", empty), new("empty folder, dotnet run", command), new("after an orderly stop", restart), new("after kill -9", killed)], MostSeconds),
            new("bare Kestrel", [new("one endpoint", bare, IsOurs: false)]),
        ]));

        void Add(string name, double seconds) => run.Add(new Figure(name, seconds, "s", bare, new Requirement(AtMost: MostSeconds)));
    }

    private static string[] Bare => [Path.Combine(AppContext.BaseDirectory, typeof(BareServer).Assembly.GetName().Name!), BareServer.Argument];

    private static string[] Executable => [HostBuild.Executable];

    private static string[] Command =>
        ["dotnet", "run", "-c", HostBuild.Configuration, "--no-build", "--project", Path.Combine(RepositoryFolder.Find(), "src", "OrleansNews.Host"), "--"];

    private static async Task<double> OnEmptyFolderAsync(string[] program)
    {
        using var folder = new TemporaryFolder();
        return await MeasureAsync(program, ["--data", folder["data"], .. Ports], StopAsync);
    }

    private static async Task<double> MeasureAsync(string[] program, string[] arguments, Func<HostProcess, Task> endAsync)
    {
        var started = Stopwatch.GetTimestamp();
        await using var host = await HostProcess.StartProgramAsync(program[0], [.. program[1..], .. arguments]);
        using var client = host.CreateClient();
        using var page = await client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await page.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1]);
        var taken = Stopwatch.GetElapsedTime(started);
        page.EnsureSuccessStatusCode();
        await endAsync(host);
        return taken.TotalSeconds;
    }

    private static async Task StopAsync(HostProcess host)
    {
        var code = await host.StopAsync();
        // What `dotnet run` answers to the signal says nothing about the host.
        if (code is not (0 or 143)) throw new InvalidOperationException($"The program ended with {code}.\n{host.Output}\n{host.Errors}");
    }

    private static async Task<double> MedianAsync(int times, Func<Task<double>> measureAsync)
    {
        var taken = new List<double>();
        for (var time = 0; time < times; time++) taken.Add(await measureAsync());
        taken.Sort();
        return taken[times / 2];
    }
}
