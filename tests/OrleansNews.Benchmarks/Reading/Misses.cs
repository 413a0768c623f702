using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>Pages that are in no memory: each is rendered for whoever asks.</summary>
internal static class Misses
{
    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        await using var site = await ReadingSite.StartAsync(null, "--Read:CacheBytes=0");
        var stories = await site.PublishAsync([.. Enumerable.Repeat(ReadingScenario.Comments, run.IsBrief ? 40 : 200)]);
        using var folder = new TemporaryFolder();
        var script = folder.Write("pages.lua", $$"""
            -- Each thread has stories of its own, more than it has connections: nobody asks for a page that is just being rendered for somebody else.
            local half = {{stories.Count / 2}}
            local threads = 0
            function setup(thread) thread:set("first", threads * half); threads = threads + 1 end
            local at = 0
            request = function()
              at = at % half + 1
              return wrk.format("GET", string.format("/2026/11/20/story-%06d/", first + at))
            end
            """);
        await Wrk.RunAsync(site.Host.Site, run.WarmUp, script: script);
        await site.UntilQuietAsync();
        var rounds = (await Rounds.TakeTurnsAsync(async () =>
        {
            var before = await site.RenderedAsync();
            var answers = await Wrk.RunAsync(site.Host.Site, run.Duration / 2, script: script);
            // By the host's own count: readers who ask for a page while it is rendered share it.
            return (Answers: answers, Share: (await site.RenderedAsync() - before) / answers.Requests);
        }))[0];
        var rate = Wrk.Median(rounds.Select(round => round.Answers));
        run.Add(new Figure($"pages not in cache, rendered with {ReadingScenario.Comments} comments", Rounds.Middle(rounds.Select(round => round.Answers.Rate * Math.Min(1, round.Share))), "pages/s", Required: new(AtLeast: 1_500),
            LimitedBy: string.Create(CultureInfo.InvariantCulture, $"counted by `orleansnews.pages.rendered`; {rate.Rate:N0} answers a second, of which {Math.Min(1, Rounds.Middle(rounds.Select(round => round.Share))):P1} were rendered for the one who asked")));
        run.Add(new Figure("99th percentile of it", rate.P99, "ms"));
    }
}
