using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Threads;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>Comments on one story, through one front end to one silo on PostgreSQL; client and database share the two cores.</summary>
internal static class StoryRate
{
    private const int Connections = 128;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        await using var paper = await PostgresNewspaper.StartAsync(silos: 1, fronts: 1, stories: 1, ClusterScenario.Settings(run));
        (double Hosts, double Database) before = default;
        var load = await CommentsOverHttp.PostAsync(run, [paper.Fronts[0].Site], paper.Articles, Connections, warm: () => before = Take());
        var after = Take();
        var count = load.SortedTicks.Count;
        run.Add(new Figure($"comments on one story, PostgreSQL, one silo and one front end, {Connections} connections", load.Rate, "comments/s", Required: new(AtLeast: 2_500), LimitedBy: string.Create(
            CultureInfo.InvariantCulture,
            $"{(after.Hosts - before.Hosts) * 1e6 / count:0} µs of processor time a comment in front end and silo, {(after.Database - before.Database) * 1e6 / count:0} µs in PostgreSQL; the client takes "
            + $"its part of the two cores too; median {load.Percentile(0.5):0.0} ms, 99th percentile {load.Percentile(0.99):0.0} ms, longest {load.Longest:0} ms")));

        (double Hosts, double Database) Take() => (ProcessorTime.Of(paper.Silos.Concat(paper.Fronts).Select(host => host.Id)), ProcessorTime.Of(paper.Database.Id));
    }
}
