using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>Desk and readers with the wave and without, and the desk when the wave is over.</summary>
internal static class Wave
{
    private const int PerSecond = 1_000;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        Wrk.RequireInstalled();
        var (stories, waves) = run.IsBrief ? (20, 4_000) : (200, 100_000);
        await using var site = await ReadingSite.StartAsync(null);
        await using var flood = await Flood.BeginAsync(site, stories);
        await flood.WarmUpAsync(run);
        var alone = await flood.CostAsync(run.Duration, PerSecond);

        // The wave goes on for longer than the quiet: all of it has to come in while somebody looks.
        var found = await Rounds.TakeTurnsAsync(() => flood.QuietAsync(run.Duration), () => flood.UnderWaveAsync(run.Duration * 2, PerSecond));
        var fastest = flood.Spam.Stored < waves ? await flood.Spam.SendUntilAsync(waves) : 0;
        AddDesk(run, found);
        AddReaders(run, found);
        AddCapacity(run, found, alone);
        run.Add(new Figure("processor time of the host for a comment of the wave, while nobody reads", alone.Microseconds, "µs"));
        run.Add(new Figure("comments of the wave stored while all this was asked for", Middle(found[1], round => round.Stored), "comments/s", LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"{PerSecond:#,0} a second were sent; {(fastest > 0 ? $"the rest of the {waves:#,0}, sent as fast as they were stored: {fastest:#,0} a second" : "")}")));
        var decided = found[1].SelectMany(round => round.Decisions).Order().ToList();
        run.Add(new Figure("a decision about a thousand comments of all stories during the wave, median", decided[decided.Count / 2], "ms", LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"{decided.Count} of them, the longest {decided[^1]:0} ms; one call for each thread that it is about")));
        await site.UntilQuietAsync();
        await AddLengthAsync(run, flood);
    }

    private static void AddDesk(ScenarioRun run, ImmutableArray<ImmutableArray<Round>> found)
    {
        var bars = new List<BarGroup>();
        for (var read = 0; read < Moderator.Reads.Count; read++)
        {
            var (name, at, isFilter) = (Moderator.Reads[read].Name, read, Moderator.Reads[read].IsFilter);
            foreach (var (share, label, bound) in new[] { (0.5, "median", 50), (0.99, "99th percentile", 250) })
            {
                var (quiet, wave) = (Middle(found[0], round => round.Desk[at].Percentile(share)), Middle(found[1], round => round.Desk[at].Percentile(share)));
                run.Add(new Figure($"desk, {name}, with the wave against without, {label}", wave, "ms", quiet, isFilter ? null : new(AtMost: bound), Rounds.Tell(found[1].Select(round => round.Desk[at].Percentile(share)), "ms")));
                if (!isFilter) bars.Add(new($"{name}, {label}", [new("with the wave", wave), new("without", quiet, IsOurs: false)], Required: bound));
            }
        }

        run.Add(new BarChart("moderation-desk", "The moderation desk while 1,000 comments of spam a second come in", "ms", [.. bars]));
    }

    private static void AddReaders(ScenarioRun run, ImmutableArray<ImmutableArray<Round>> found)
    {
        var bars = new List<BarGroup>();
        foreach (var (at, name) in new[] { "story page in memory", "first page of comments" }.Index())
        {
            foreach (var (share, label, bound) in new[] { (0.5, "median", 10), (0.99, "99th percentile", 50) })
            {
                var (quiet, wave) = (Middle(found[0], round => round.Readers[at].Percentile(share)), Middle(found[1], round => round.Readers[at].Percentile(share)));
                run.Add(new Figure($"readers at a steady pace, {name}, with the wave against without, {label}", wave, "ms", quiet, new(AtMost: bound), string.Create(
                    CultureInfo.InvariantCulture, $"{PacedReaders.PerSecond} requests a second; {Rounds.Tell(found[1].Select(round => round.Readers[at].Percentile(share)), "ms")}; without the wave {Rounds.Tell(found[0].Select(round => round.Readers[at].Percentile(share)), "ms")}")));
                bars.Add(new($"{name}, {label}", [new("with the wave", wave), new("without", quiet, IsOurs: false)], Required: bound));
            }
        }

        run.Add(new BarChart("moderation-readers", "Readers at a steady pace while 1,000 comments of spam a second come in", "ms", [.. bars]));
    }

    // How much of two processors is left. Who asks without a pause is slowed by whatever else runs: nothing is required of it.
    private static void AddCapacity(ScenarioRun run, ImmutableArray<ImmutableArray<Round>> found, Cost alone)
    {
        foreach (var (name, read) in new (string, Func<Round, WrkResult>)[] { ("story page in memory", round => round.Pages), ("first page of comments", round => round.Comments) })
        {
            var (quiet, wave) = (Wrk.Median(found[0].Select(read)), Wrk.Median(found[1].Select(read)));
            run.Add(new Figure($"readers as fast as they can, {name}, with the wave against without", wave.Rate, "req/s", quiet.Rate, LimitedBy: string.Create(
                CultureInfo.InvariantCulture, $"the wave, its senders and wrk share two cores; while nobody reads the wave takes {alone.Cores:0.00} of them in the host and {alone.SenderCores:0.00} in its senders")));
            run.Add(new Figure($"readers as fast as they can, {name}, 99th percentile", wave.P99, "ms", quiet.P99, new(AtMost: 50), $"{Rounds.Tell(found[1].Select(round => read(round).P99), "ms")}; without the wave {Rounds.Tell(found[0].Select(round => read(round).P99), "ms")}"));
        }
    }

    // Another host with little to do has the same stories: what is compared is the length of the queue.
    private static async Task AddLengthAsync(ScenarioRun run, Flood full)
    {
        await using var site = await ReadingSite.StartAsync(null);
        await using var few = await Flood.BeginAsync(site, run.IsBrief ? 20 : 200);
        var (many, little) = (await full.Moderator.CountHeldAsync(), await few.Moderator.CountHeldAsync());
        // The host that has just begun has its code compiled again while it runs, beside what is measured.
        foreach (var flood in (Flood[])[few, full]) await flood.LookAsync(run.WarmUp * 3, TimeSpan.Zero);
        var found = await Rounds.TakeTurnsAsync(() => few.LookAsync(TimeSpan.Zero, run.Duration / 2), () => full.LookAsync(TimeSpan.Zero, run.Duration / 2));
        for (var read = 0; read < Moderator.Reads.Count; read++)
        {
            var (short_, long_) = (Rounds.Middle(found[0].Select(round => round[read].Percentile(0.5))), Rounds.Middle(found[1].Select(round => round[read].Percentile(0.5))));
            run.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"desk, {Moderator.Reads[read].Name}, {many:#,0} held against {little:#,0}, median"), long_, "ms", short_, Moderator.Reads[read].IsFilter ? null : new(RatioAtMost: 1.5)));
        }
    }

    private static double Middle(IEnumerable<Round> rounds, Func<Round, double> of) => Rounds.Middle(rounds.Select(of));
}
