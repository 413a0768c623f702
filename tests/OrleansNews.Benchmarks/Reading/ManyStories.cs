using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Operations;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>A newspaper of 100,000 stories: what its size costs.</summary>
internal static class ManyStories
{
    private const int Gateway = 31990;
    private static readonly DateTimeOffset _first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        var stories = run.IsBrief ? 1_000 : 100_000;
        var large = await PrepareAsync(stories);
        var fronts = new List<(double Stories, double Milliseconds)>();
        foreach (var count in run.IsBrief ? new[] { 100, stories } : [100, 1_000, 10_000, stories])
        {
            var front = await FrontPageAsync(await PrepareAsync(count));
            fronts.Add((count, front));
        }

        run.Add(new Figure($"front page, rendered, {stories:N0} stories against 100, median", fronts[^1].Milliseconds, "ms", fronts[0].Milliseconds, new(RatioAtMost: 1.1)));
        run.Add(new LineChart("reading-front", "Front page, rendered for each request", "ms", "stories", [new("front page", [.. fronts])]));

        var (all, bytes) = await ZipfAsync(run, large, stories, cache: 16L << 30);
        var (tenth, _) = await ZipfAsync(run, large, stories, cache: bytes / 10);
        run.Add(new Figure($"{stories:N0} stories, Zipf reads, a cache of 10% of the bytes, against one of all", tenth.Rate, "req/s", all.Rate, new(RatioAtLeast: 0.6)));
        run.Add(new Figure("99th percentile of it", tenth.P99, "ms", all.P99));
    }

    private static async Task<double> FrontPageAsync(string data)
    {
        await using var site = await ReadingSite.StartAsync(data, "--Read:CacheBytes=0");
        var taken = new List<double>();
        for (var read = 0; read < 500; read++)
        {
            var started = Stopwatch.GetTimestamp();
            await site.Client.GetByteArrayAsync("/");
            if (read >= 200) taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        taken.Sort();
        return taken[taken.Count / 2];
    }

    private static async Task<(WrkResult Result, long Bytes)> ZipfAsync(ScenarioRun run, string data, int stories, long cache)
    {
        await using var site = await ReadingSite.StartAsync(data, string.Create(CultureInfo.InvariantCulture, $"--Read:CacheBytes={cache}"));
        using var folder = new TemporaryFolder();
        var script = folder.Write("zipf.lua", $$"""
            local count = {{stories}}
            local sums = {}
            local sum = 0
            for rank = 1, count do sum = sum + 1 / rank; sums[rank] = sum end
            local seed = 1
            function setup(thread) thread:set("seed", seed); seed = seed + 1 end
            function init() math.randomseed(seed) end
            request = function()
              local wanted = math.random() * sum
              local low, high = 1, count
              while low < high do
                local middle = math.floor((low + high) / 2)
                if sums[middle] < wanted then low = middle + 1 else high = middle end
              end
              return wrk.format("GET", string.format("/2026/01/01/story-%06d/", low))
            end
            """);
        // Long enough for most stories that are read at all to have been read.
        await Wrk.RunAsync(site.Host.Site, run.WarmUp * 10, script: script);
        var result = await Wrk.RunAsync(site.Host.Site, run.Duration, script: script);
        var page = await site.Client.GetByteArrayAsync("/2026/01/01/story-000001/");
        return (result, (long)page.Length * stories);
    }

    /// <summary>A data folder with so many stories, made once and kept in <c>artifacts</c>: making the largest takes minutes.</summary>
    private static async Task<string> PrepareAsync(int stories)
    {
        var folder = Path.Combine(RepositoryFolder.Find(), "artifacts", "benchmarks", $"stories-{stories}");
        var complete = Path.Combine(folder, "complete");
        if (File.Exists(complete)) return Path.Combine(folder, "data");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var data = Path.Combine(folder, "data");
        await using (var host = await HostProcess.StartAsync(data, "--Cluster:OpenGateway=true", $"--Cluster:GatewayPort={Gateway}"))
        {
            await PublishAsync(stories);
            await host.StopAsync();
        }

        await File.WriteAllTextAsync(complete, "");
        return data;
    }

    private static async Task PublishAsync(int stories)
    {
        using var client = await GatewayClient.ConnectAsync(Gateway);
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var author = new Actor("ines", "Ines Calloway", Role.Author);
        var first = await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1);
        await Parallel.ForEachAsync(Enumerable.Range(0, stories), new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (number, _) =>
        {
            var id = number == 0 ? first : await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1);
            var text = new Random(number);
            var saved = await grains.GetGrain<IArticleGrain>(id).PublishAsync(new(
                new()
                {
                    Title = $"Story {number + 1}",
                    Slug = $"story-{number + 1:000000}",
                    Body = string.Join("\n\n", Enumerable.Range(0, 6).Select(_ => ReadingSite.Text(text, 80))),
                    Section = new($"section-{number % 8}", $"Section {number % 8}"),
                    Tags = [new($"tag-{number % 500}", $"Tag {number % 500}")],
                    Authors = [new("ines-calloway", "Ines Calloway")],
                },
                0,
                author,
                _first.AddSeconds(number % 86_400)));
            if (saved is not ArticleSaved) throw new InvalidOperationException($"A story was not published: {saved}");
        });
        await client.StopAsync();
    }
}
