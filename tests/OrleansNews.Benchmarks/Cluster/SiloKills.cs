using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Cluster;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>One silo of three after the other is killed while somebody comments on every story; measured is when the last story takes comments again.</summary>
internal static class SiloKills
{
    private const int SiloCount = 3;
    private const int StoryCount = 60;
    private const double MostSeconds = 15;

    // A story that is on another silo may be slow for a moment too.
    private const double Noticed = 1;

    // As long as the silo that was started again needs to know the others, and they it.
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var kills = run.Option(ClusterScenario.Kills) is { } wanted ? int.Parse(wanted, NumberStyles.None, CultureInfo.InvariantCulture) : run.IsBrief ? 2 : 20;
        await using var paper = await PostgresNewspaper.StartAsync(SiloCount, fronts: 2, StoryCount, ClusterScenario.Settings(run));
        await using var balancer = new Balancer(paper.Fronts);
        await using var writers = new StoryWriters(paper.Articles, balancer.Next);
        await using var doubles = await DoubleActivations.WatchAsync(paper.Connection);
        await writers.UntilAllAcceptAsync(Stopwatch.GetTimestamp());

        var (slowest, waited, fenced) = (new List<double>(), 0, 0.0);
        for (var kill = 0; kill < kills; kill++)
        {
            var place = kill % SiloCount;
            var survivors = paper.Silos.Where((_, silo) => silo != place).ToList();
            var before = await FencedAsync(survivors);
            var killed = Stopwatch.GetTimestamp();
            await paper.Silos[place].KillAsync();
            var waits = (await writers.UntilAllAcceptAsync(killed)).Select(wait => wait.TotalSeconds).ToList();
            await Task.Delay(_settle);
            fenced += await FencedAsync(survivors) - before;
            slowest.Add(waits.Max());
            waited += waits.Count(wait => wait > Noticed);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  kill {kill + 1}: {waits.Count(wait => wait > Noticed)} stories waited, the last {slowest[^1]:0.0} s; {doubles.Found} grains seen on two silos so far, {fenced:0} fenced"));
            await paper.RestartSiloAsync(place);
            await Task.Delay(_settle);
        }

        var directory = run.Option(ClusterScenario.Directory) ?? "as it is by default";
        run.Add(new Figure($"writes to stories of a killed silo resume, 99th percentile of {kills} kills", Percentile(slowest, 0.99), "s", Required: new(AtMost: MostSeconds), LimitedBy: string.Create(
            CultureInfo.InvariantCulture,
            $"the last of {StoryCount} stories counts; median {Percentile(slowest, 0.5):0.0} s, longest {slowest.Max():0.0} s; {(double)waited / kills:0.0} stories of a kill waited for more than {Noticed} s; grain directory: {directory}")));
        run.Add(new Figure("grains that were seen active on two silos at once", doubles.Found, "grains", LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"asked of all members {doubles.Looks} times, one second apart, and {doubles.Missed} times of those that answered; what a silo has that was given up is not seen")));
        run.Add(new Figure("threads that lost a write to another activation of theirs", fenced, "activations", LimitedBy: "counted in the silos that live on; each is fenced by its ETag, and its writers are answered by the other"));
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)];
    }

    private static async Task<double> FencedAsync(IEnumerable<HostProcess> silos)
    {
        var sum = 0.0;
        foreach (var silo in silos)
        {
            using var client = new HttpClient { BaseAddress = silo.Operations };
            var lines = (await client.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("orleansnews_threads_fenced_total", StringComparison.Ordinal));
            sum += lines.Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        }

        return sum;
    }
}
