using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Newspapers;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>Readers of many stories, a few of which are read most, with room for a tenth of the pages and with room for all.</summary>
internal static class ZipfReads
{
    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        var stories = run.IsBrief ? 1_000 : 100_000;
        using var folder = new TemporaryFolder();
        var script = folder.Write("zipf.lua", $$"""
            {{LargeNewspaper.PathInLua}}
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
              return wrk.format("GET", path(low - 1))
            end
            """);
        using var allData = await LargeNewspaper.CopyAsync(stories);
        using var tenthData = await LargeNewspaper.CopyAsync(stories);
        await using var all = await ReadingSite.StartAsync(allData["data"], string.Create(CultureInfo.InvariantCulture, $"--Read:CacheBytes={16L << 30}"));
        await Parallel.ForEachAsync(Enumerable.Range(0, stories), new ParallelOptions { MaxDegreeOfParallelism = Wrk.Connections }, async (number, stopped) => await all.Client.GetByteArrayAsync(LargeNewspaper.PathOf(number), stopped));
        var bytes = await all.MetricAsync("orleansnews_pages_cached_size_bytes");
        await using var tenth = await ReadingSite.StartAsync(tenthData["data"], string.Create(CultureInfo.InvariantCulture, $"--Read:CacheBytes={bytes / 10:0}"));
        await Wrk.RunAsync(all.Host.Site, run.WarmUp, script: script);
        // Long enough for most stories that are read at all to have been read.
        await Wrk.RunAsync(tenth.Host.Site, run.WarmUp * 8, script: script);
        var found = await Rounds.TakeTurnsAsync(() => ReadAsync(all), () => ReadAsync(tenth));
        var (hits, partly) = (Wrk.Median(found[0].Select(round => round.Reads)), Wrk.Median(found[1].Select(round => round.Reads)));
        var (missedByAll, missedByTenth) = (Rounds.Middle(found[0].Select(round => round.Missed)), Rounds.Middle(found[1].Select(round => round.Missed)));
        // A box of stories like it comes to a page a while after the page, at most twenty a second.
        if (missedByAll > 0.01) throw new InvalidOperationException($"With room for all pages, {missedByAll:P1} of the reads were no hits: that is no reference.");
        run.Add(new Figure($"{stories:N0} stories, Zipf reads, a cache of 10% of the bytes, against nothing but hits", partly.Rate, "req/s", hits.Rate, new(RatioAtLeast: 0.6),
            string.Create(CultureInfo.InvariantCulture, $"{missedByTenth:P1} of the reads were rendered, of the reference {missedByAll:P2}; all pages together are {bytes / (1 << 20):N0} MiB")));
        run.Add(new Figure("99th percentile of it", partly.P99, "ms", hits.P99));

        async Task<(WrkResult Reads, double Missed)> ReadAsync(ReadingSite site)
        {
            var before = await site.RenderedAsync();
            var reads = await Wrk.RunAsync(site.Host.Site, run.Duration, script: script);
            return (reads, (await site.RenderedAsync() - before) / reads.Requests);
        }
    }
}
