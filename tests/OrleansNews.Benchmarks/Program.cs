using OrleansNews.Benchmarks;
using OrleansNews.Benchmarks.Cluster;
using OrleansNews.Benchmarks.Live;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Moderation;
using OrleansNews.Benchmarks.Newsroom;
using OrleansNews.Benchmarks.Reading;
using OrleansNews.Benchmarks.Reporting;
using OrleansNews.Benchmarks.Search;
using OrleansNews.Benchmarks.Start;
using OrleansNews.Benchmarks.Storage;
using OrleansNews.Benchmarks.Threads;

if (args is [BareServer.Argument])
{
    await BareServer.RunAsync();
    return 0;
}

if (args is [BareFeed.Argument])
{
    await BareFeed.RunAsync();
    return 0;
}

if (args is [BarePage.Argument, var file])
{
    await BarePage.RunAsync(file);
    return 0;
}

IScenario[] scenarios = [new StorageScenario(), new ThreadsScenario(), new StartScenario(), new LiveScenario(), new ReadingScenario(), new SearchScenario(), new ClusterScenario(), new ModerationScenario(), new NewsroomScenario()];

if (args is not [var wanted, .. var settings] || scenarios.FirstOrDefault(scenario => scenario.Name == wanted) is not { } chosen)
{
    Console.WriteLine("usage: OrleansNews.Benchmarks <scenario> [<part>...] [--brief] [--<option> <value>...]");
    foreach (var scenario in scenarios)
    {
        Console.WriteLine($"  {scenario.Name,-10} {scenario.Title}: {string.Join(", ", scenario.Parts.Select(part => part.Name))}");
        foreach (var (option, meaning) in scenario.Options) Console.WriteLine($"  {"",-10}   --{option} {meaning}");
    }

    return args.Length == 0 ? 0 : 2;
}

// A brief run shows that everything works. Its figures are not written down.
var brief = settings.Contains("--brief");
var (parts, options) = Split(settings.Where(setting => setting != "--brief"));
if (options.Keys.Except(chosen.Options.Keys).FirstOrDefault() is { } strange)
{
    Console.Error.WriteLine($"The scenario {chosen.Name} has no option --{strange}.");
    return 2;
}

if (parts.Except(chosen.Parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"The scenario {chosen.Name} has no part {unknown}; it has {string.Join(", ", chosen.Parts.Select(part => part.Name))}.");
    return 2;
}

var report = new PerformanceReport(RepositoryFolder.Find());
foreach (var part in chosen.Parts.Where(part => parts.Count == 0 || parts.Contains(part.Name)))
{
    var load = Machine.Load;
    var run = new ScenarioRun(brief, options);
    await part.MeasureAsync(run);
    var result = run.Result(part, load);
    FigureTable.Write(Console.Out, result.Figures);
    if (!brief) report.Save(chosen, result, run.Charts);
}

if (!brief) report.WritePage();
return 0;

// An option is followed by its value.
static (List<string> Parts, Dictionary<string, string> Options) Split(IEnumerable<string> settings)
{
    var (parts, options) = (new List<string>(), new Dictionary<string, string>());
    string? option = null;
    foreach (var setting in settings)
    {
        if (option is not null) (options[option], option) = (setting, null);
        else if (setting.StartsWith("--", StringComparison.Ordinal)) option = setting[2..];
        else parts.Add(setting);
    }

    if (option is not null) options[option] = "";
    return (parts, options);
}
