using OrleansNews.Benchmarks;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reporting;
using OrleansNews.Benchmarks.Start;
using OrleansNews.Benchmarks.Storage;
using OrleansNews.Benchmarks.Threads;

if (args is [BareServer.Argument])
{
    await BareServer.RunAsync();
    return 0;
}

IScenario[] scenarios = [new StorageScenario(), new ThreadsScenario(), new StartScenario()];

if (args is not [var wanted, .. var settings] || scenarios.FirstOrDefault(scenario => scenario.Name == wanted) is not { } chosen)
{
    Console.WriteLine("usage: OrleansNews.Benchmarks <scenario> [--brief]");
    foreach (var scenario in scenarios) Console.WriteLine($"  {scenario.Name,-10} {scenario.Title}");
    return args.Length == 0 ? 0 : 2;
}

// A brief run shows that everything works. Its figures are not written down.
var brief = settings.Contains("--brief");
Machine.NoteLoad();
var run = new ScenarioRun(brief);
await chosen.RunAsync(run);
var result = run.Result(chosen);
FigureTable.Write(Console.Out, result);
if (brief) return 0;
var report = new PerformanceReport(RepositoryFolder.Find());
report.Save(result);
report.WritePage();
return 0;
