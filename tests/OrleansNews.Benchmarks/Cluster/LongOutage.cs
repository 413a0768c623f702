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
        var lasts = run.Option(ClusterScenario.Outage) is { } wanted ? Parse(wanted) : TimeSpan.FromSeconds(run.IsBrief ? 10 : 600);
        await using var paper = await PostgresNewspaper.StartAsync(silos: 2, fronts: 2, StoryCount, ClusterScenario.Settings(run));
        foreach (var front in paper.Fronts) await UntilWarmAsync(front);
        await Task.WhenAll(paper.Silos.Select(silo => silo.KillAsync()));
        await paper.Database.StopAsync();
        var began = Stopwatch.GetTimestamp();
        // Nobody has read any of them before: what is served is what the front ends hold by themselves.
        string[] paths = [.. paper.Paths, "/", "/category/harbour/"];
        var clients = paper.Fronts.Select(front => front.CreateClient()).ToList();
        var readers = clients.Select(client => new PageReaders(paths, () => client)).ToList();
        readers.ForEach(one => one.Start());
        await Task.Delay(lasts);
        foreach (var one in readers) await one.DisposeAsync();
        clients.ForEach(client => client.Dispose());
        var (read, failed, took) = (readers.Sum(one => one.Read), readers.SelectMany(one => one.Failures).ToList(), Stopwatch.GetElapsedTime(began));
        // They read in turn, so that every page was read at each of the two.
        if (readers.Any(one => one.Read + one.Failures.Count < PageReaders.Readers * paths.Length)) throw new InvalidOperationException("The outage was too short to read every page.");
        foreach (var failure in failed.Take(10)) Console.WriteLine($"  {failure}");
        run.Add(new Figure($"pages that were not served while all silos and the database were down for {Tell(lasts)}", failed.Count, "pages", Required: new(AtMost: 0), LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"{read:#,0} answers with whole pages of {StoryCount} stories, the front page and a section within {took.TotalSeconds:0} s, each of them at both front ends")));
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
