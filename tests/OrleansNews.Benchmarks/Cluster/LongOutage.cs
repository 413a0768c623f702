using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Cluster;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>All silos and the database are killed, and stay away, while every page that the front ends hold is read again and again.</summary>
internal static class LongOutage
{
    private const int StoryCount = 200;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var lasts = run.Option(ClusterScenario.Outage) is { } wanted ? Parse(wanted) : TimeSpan.FromSeconds(run.IsBrief ? 10 : 60);
        await using var paper = await PostgresNewspaper.StartAsync(silos: 2, fronts: 2, StoryCount, ClusterScenario.Settings(run));
        await using var balancer = new Balancer(paper.Fronts);
        foreach (var front in paper.Fronts) await UntilWarmAsync(front);
        await Task.WhenAll(paper.Silos.Select(silo => silo.KillAsync()));
        await paper.Database.StopAsync();
        var began = Stopwatch.GetTimestamp();
        // Nobody has read any of them before: what is served is what the front ends hold by themselves.
        await using var readers = new PageReaders([.. paper.Paths, "/", "/category/harbour/"], balancer.Next);
        readers.Start();
        await Task.Delay(lasts);
        var (read, failed, took) = (readers.Read, readers.Failures, Stopwatch.GetElapsedTime(began));
        foreach (var failure in failed.Take(10)) Console.WriteLine($"  {failure}");
        run.Add(new Figure($"pages that were not served while all silos and the database were down for {Tell(lasts)}", failed.Count, "pages", Required: new(AtMost: 0), LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"{read:#,0} answers with whole pages of {StoryCount} stories, the front page and a section within {took.TotalSeconds:0} s, through two front ends")));
    }

    private static async Task UntilWarmAsync(HostProcess front)
    {
        using var client = new HttpClient { BaseAddress = front.Operations };
        for (var began = Stopwatch.GetTimestamp(); !(await client.GetStringAsync("/metrics")).Split('\n').Any(IsWhole);)
        {
            if (Stopwatch.GetElapsedTime(began) > _patience) throw new InvalidOperationException("A front end does not come to hold all pages.");
            await Task.Delay(500);
        }

        static bool IsWhole(string line) => line.StartsWith("orleansnews_pages_warm_coverage", StringComparison.Ordinal) && double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) >= 1;
    }

    private static TimeSpan Parse(string text) => (text[^1], double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) switch
    {
        ('s', true) => TimeSpan.FromSeconds(number),
        ('m', true) => TimeSpan.FromMinutes(number),
        ('h', true) => TimeSpan.FromHours(number),
        _ => throw new InvalidOperationException($"--{ClusterScenario.Outage}: '{text}' is not a time such as 90s or 10m."),
    };

    private static string Tell(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} seconds") : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");
}
