using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Cluster;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>Every silo and every front end is stopped in order and started again, one after the other, while people write, edit and read.</summary>
internal static class RollingRestart
{
    private const int StoryCount = 30;
    private const int Edited = 3;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        await using var paper = await PostgresNewspaper.StartAsync(silos: 2, fronts: 2, StoryCount, ClusterScenario.Settings(run));
        // Balancers know their addresses, and those of a front end that is started again are new here: one balancer for each pair. With one end the requests that are still under way through it.
        var balancer = new Balancer(paper.Fronts);
        var balancers = new List<Balancer> { balancer };
        try
        {
            await using var writers = new StubbornWriters(paper.Articles, Random.Shared.Next(), () => Volatile.Read(ref balancer).Next(), pause: TimeSpan.FromMilliseconds(20));
            await using var readers = new PageReaders(paper.Paths, () => Volatile.Read(ref balancer).Next());
            await using var editors = new BusyEditors([.. paper.Articles.Take(Edited)], await paper.SignInAsync(), () => Volatile.Read(ref balancer).Next());
            writers.Start();
            readers.Start();
            editors.Start();
            await writers.UntilAsync(accepted => accepted.Select(comment => comment.Article).Distinct().Count() == StoryCount);
            for (var silo = 0; silo < paper.Silos.Count; silo++)
            {
                await EndAsync(paper.Silos[silo], "silo");
                await paper.RestartSiloAsync(silo);
                await Task.Delay(_settle);
            }

            for (var front = 0; front < paper.Fronts.Count; front++)
            {
                await EndAsync(paper.Fronts[front], "front end");
                await paper.RestartFrontAsync(front);
                balancers.Add(new(paper.Fronts));
                Volatile.Write(ref balancer, balancers[^1]);
                await Task.Delay(_settle);
            }

            await writers.StopAsync();
            await editors.StopAsync();
            IReadOnlyList<string> failures = [.. writers.Failures, .. readers.Failures, .. editors.Failures];
            foreach (var failure in failures.Take(10)) Console.WriteLine($"  {failure}");
            run.Add(new Figure("requests that failed in a rolling restart of two silos and two front ends", failures.Count, "requests", Required: new(AtMost: 0),
                LimitedBy: string.Create(CultureInfo.InvariantCulture, $"of {writers.Acknowledged.Count + writers.Failures.Count:#,0} comments, {readers.Read + readers.Failures.Count:#,0} pages, the longest within {readers.Longest.TotalMilliseconds:#,0} ms, and {editors.Edits.Count:#,0} requests of editors; nobody's connection was tried again")));
        }
        finally
        {
            foreach (var former in balancers) await former.DisposeAsync();
        }
    }

    private static async Task EndAsync(HostProcess process, string what)
    {
        var code = await process.StopAsync();
        Console.WriteLine($"  a {what} was stopped");
        if (code != 0) throw new InvalidOperationException($"A {what} ended with {code}.\n{process.Errors}");
    }
}
