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
        var rounds = new List<Round>();
        for (var round = 0; round < Rounds.Count; round++) rounds.Add(await WriteAsync(round == 0 ? null : run.WarmUp));
        var middle = rounds.OrderBy(round => round.Load.Rate).ElementAt(Rounds.Count / 2);
        run.Add(new Figure($"comments on one story, PostgreSQL, one silo and one front end, {Connections} connections", middle.Load.Rate, "comments/s", Required: new(AtLeast: 2_500), LimitedBy: string.Create(
            CultureInfo.InvariantCulture,
            $"{middle.Newspaper:0} µs of processor time a comment in front end and silo, {middle.Database:0} µs in PostgreSQL; the client takes its part of the two cores too; "
            + $"median {middle.Load.Percentile(0.5):0.0} ms, 99th percentile {middle.Load.Percentile(0.99):0.0} ms, longest {middle.Load.Longest:0} ms; ") + Rounds.Tell(rounds.Select(round => round.Load.Rate), "comments/s")));

        async Task<Round> WriteAsync(TimeSpan? warmUp)
        {
            (double Hosts, double Database) before = default;
            var load = await CommentsOverHttp.PostAsync(run, [paper.Fronts[0].Site], paper.Articles, Connections, warmUp, () => before = Take());
            var after = Take();
            return new(load, (after.Hosts - before.Hosts) * 1e6 / load.SortedTicks.Count, (after.Database - before.Database) * 1e6 / load.SortedTicks.Count);
        }

        (double Hosts, double Database) Take() => (ProcessorTime.Of(paper.Silos.Concat(paper.Fronts).Select(host => host.Id)), ProcessorTime.Of(paper.Database.Id));
    }
    /// <summary>Processor time is in microseconds a comment.</summary>
    private sealed record Round(LoadResult Load, double Newspaper, double Database);
}
