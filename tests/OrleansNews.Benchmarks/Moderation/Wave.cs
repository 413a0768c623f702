using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Cluster;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>Desk and readers with the wave and without, and the desk when the wave is over.</summary>
internal static class Wave
{
    private const int PerSecond = 1_000;
    private const int FewHeld = 100;

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
            var (name, at) = (Moderator.Reads[read].Name, read);
            foreach (var (share, label, bound) in new[] { (0.5, "median", 50), (0.99, "99th percentile", 250) })
            {
                var (quiet, wave) = (Middle(found[0], round => round.Desk[at].Percentile(share)), Middle(found[1], round => round.Desk[at].Percentile(share)));
                run.Add(new Figure($"desk, {name}, with the wave against without, {label}", wave, "ms", quiet, new(AtMost: bound), Rounds.Tell(found[1].Select(round => round.Desk[at].Percentile(share)), "ms")));
                bars.Add(new($"{name}, {label}", [new("with the wave", wave), new("without", quiet, IsOurs: false)], Required: bound));
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
        foreach (var flood in (Flood[])[few, full]) await flood.Moderator.ReadAsync(run.WarmUp * 3, TimeSpan.Zero);
        var found = await Rounds.TakeTurnsAsync(() => few.Moderator.ReadAsync(TimeSpan.Zero, run.Duration / 2), () => full.Moderator.ReadAsync(TimeSpan.Zero, run.Duration / 2));
        for (var read = 0; read < Moderator.Reads.Count; read++)
        {
            var (short_, long_) = (Rounds.Middle(found[0].Select(round => round[read].Percentile(0.5))), Rounds.Middle(found[1].Select(round => round[read].Percentile(0.5))));
            run.Add(new Figure(string.Create(CultureInfo.InvariantCulture, $"desk, {Moderator.Reads[read].Name}, {many:#,0} held against {little:#,0}, median"), long_, "ms", short_, new(RatioAtMost: 1.5)));
        }
    }

    private static double Middle(IEnumerable<Round> rounds, Func<Round, double> of) => Rounds.Middle(rounds.Select(of));

    /// <summary>What the wave costs.</summary>
    private sealed record Cost(double Microseconds, double Cores, double SenderCores);

    /// <summary>What one turn found.</summary>
    private sealed record Round(IReadOnlyList<LoadResult> Desk, IReadOnlyList<LoadResult> Readers, WrkResult Pages, WrkResult Comments, double Stored, IReadOnlyList<double> Decisions);

    /// <summary>A site, who sends to it, and who moderates it.</summary>
    private sealed class Flood(ReadingSite site, (string Path, long Article) story, SpamWave spam, Moderator moderator) : IAsyncDisposable
    {
        public SpamWave Spam => spam;

        public Moderator Moderator => moderator;

        /// <summary>Publishes the stories, holds a hundred comments, and calls some spam.</summary>
        public static async Task<Flood> BeginAsync(ReadingSite site, int stories)
        {
            var published = await site.PublishAsync([ReadingScenario.Comments, .. Enumerable.Repeat(0, stories - 1)]);
            var moderator = await Moderator.SignInAsync(site.Host, site.Data);
            var spam = await SpamWave.OpenAsync(site.Host.Site, published[1].Article, [.. published.Skip(2).Select(other => other.Article)]);
            await spam.SendUntilAsync(FewHeld);
            await moderator.UntilHeldAsync(FewHeld);
            await moderator.CallSpamAsync();
            await spam.SendUntilAsync(2 * FewHeld);
            await moderator.UntilHeldAsync(FewHeld);
            return new(site, published[0], spam, moderator);
        }

        /// <summary>Everything that is measured later runs once.</summary>
        public async Task WarmUpAsync(ScenarioRun run)
        {
            // A wave that begins at a host that was just started has its code compiled beside it, which takes a fifth of its processor time and is over after some ten thousand comments.
            await UnderWaveAsync(run.WarmUp * 3, PerSecond);
            await QuietAsync(run.WarmUp / 2);
        }

        public async Task<Round> QuietAsync(TimeSpan duration)
        {
            await site.UntilQuietAsync();
            return await ReadAsync(duration);
        }

        /// <summary>What the wave costs while nobody looks.</summary>
        public async Task<Cost> CostAsync(TimeSpan duration, int perSecond)
        {
            await site.UntilQuietAsync();
            var (host, both, before, started) = (ProcessorTime.Of(site.Host.Id), ProcessorTime.Of(Environment.ProcessId), spam.Stored, Stopwatch.GetTimestamp());
            await spam.SendSteadilyAsync(perSecond, Task.Delay(duration));
            await site.UntilQuietAsync();
            var (took, senders) = (ProcessorTime.Of(site.Host.Id) - host, ProcessorTime.Of(Environment.ProcessId) - both);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return new(took / (spam.Stored - before) * 1e6, took / duration.TotalSeconds, Math.Max(0, senders - took) / seconds);
        }

        public async Task<Round> UnderWaveAsync(TimeSpan duration, int perSecond)
        {
            await site.UntilQuietAsync();
            var reading = ReadAsync(duration);
            var deciding = moderator.DecideAsync(reading);
            var stored = await spam.SendSteadilyAsync(perSecond, reading);
            return await reading with { Stored = stored, Decisions = await deciding };
        }

        // One after the other: each is compared with itself.
        private async Task<Round> ReadAsync(TimeSpan duration)
        {
            var thread = string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story.Article}/comments");
            var desk = await moderator.ReadAsync(TimeSpan.Zero, duration / 2);
            var readers = await PacedReaders.ReadAsync(site.Client, [story.Path, thread], duration / 2);
            var pages = await Wrk.RunAsync(new(site.Host.Site, story.Path), duration / 4, asBrowser: true);
            var comments = await Wrk.RunAsync(new(site.Host.Site, thread), duration / 4, asBrowser: true);
            return new(desk, readers, pages, comments, 0, []);
        }

        public async ValueTask DisposeAsync()
        {
            moderator.Dispose();
            await spam.DisposeAsync();
        }
    }
}
