using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Cluster;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Reading;

namespace OrleansNews.Benchmarks.Newsroom;

/// <summary>Fifty editors against one, and readers beside them.</summary>
internal static class WorkingDay
{
    private const double PaceAlone = 10;
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(50);

    private static readonly IReadOnlyList<(Deed Deed, string Name)> _deeds =
    [
        (Deed.Save, "save, and the page after it"), (Deed.Autosave, "automatic save"), (Deed.Publish, "publish, and the page after it"), (Deed.Desk, "desk page"), (Deed.Open, "open a story"), (Deed.Preview, "preview"),
    ];

    public static async Task MeasureAsync(ScenarioRun run)
    {
        // A brief run has few editors, who hurry: its figures are not written down.
        var (editors, stories, pace, day) = run.IsBrief ? (8, 20, PaceAlone, run.Duration * 6) : (50, 200, 1, run.Duration * 12);
        await using var site = await ReadingSite.StartAsync(null);
        var published = await site.PublishAsync(Enumerable.Repeat(0, stories).ToList());
        var staff = new List<EditorAtWork>();
        try
        {
            for (var number = 1; number <= editors; number++) staff.Add(await EditorAtWork.SignInAsync(site.Host, site.Data, string.Create(CultureInfo.InvariantCulture, $"editor{number}")));
            // Everything that is measured later runs once, and everybody has a story that is out.
            await DayAsync(staff, PaceAlone, run.WarmUp * 2);
            var found = await Rounds.TakeTurnsAsync(() => DayAsync(staff[..1], PaceAlone, day / 2), () => DayAsync(staff, pace, day));
            Add(run, editors, found[0], found[1]);
        }
        finally
        {
            staff.ForEach(editor => editor.Dispose());
        }

        async Task<Round> DayAsync(IReadOnlyList<EditorAtWork> staff, double pace, TimeSpan duration)
        {
            await site.UntilQuietAsync();
            var warmUp = TimeSpan.FromSeconds(20) / pace;
            var over = Task.Delay(warmUp + duration);
            var book = new WorkBook(warmUp, over);
            var working = Task.WhenAll(staff.Select(editor => Task.Run(() => editor.WorkAsync(book, pace, over))));
            var reading = Task.WhenAll(ReadAsync("/"), ReadAsync(published[0].Path));
            await Task.Delay(warmUp);
            var (took, began) = (ProcessorTime.Of(site.Host.Id), Stopwatch.GetTimestamp());
            var read = await reading;
            var cores = (ProcessorTime.Of(site.Host.Id) - took) / Stopwatch.GetElapsedTime(began).TotalSeconds;
            await working;
            return new(book, read[0], read[1], cores);

            Task<LoadResult> ReadAsync(string path) => PacedLoad.RunAsync(warmUp, duration, _between, async () => await site.Client.GetByteArrayAsync(path));
        }
    }

    private static void Add(ScenarioRun run, int editors, ImmutableArray<Round> one, ImmutableArray<Round> all)
    {
        var bars = new List<BarGroup>();
        foreach (var (deed, name) in _deeds) Compare($"{editors} editors against one: {name}", (50, 250), round => round.Book.Of(deed));
        Compare($"readers beside {editors} editors against beside one: front page", (50, 50), round => round.Front);
        Compare($"readers beside {editors} editors against beside one: a story", (50, 50), round => round.Story);
        run.Add(new Figure($"processors that the host used with {editors} editors", Rounds.Middle(all.Select(round => round.Cores)), "cores"));
        string[] failures = [.. one.Concat(all).SelectMany(round => round.Book.Failures)];
        foreach (var failure in failures.Take(10)) Console.WriteLine($"  {failure}");
        run.Add(new Figure("requests of editors that failed, met a conflict that nobody made, or stored another text", failures.Length, "requests", Required: new(AtMost: 0), LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"of {one.Concat(all).Sum(round => _deeds.Sum(deed => round.Book.Of(deed.Deed).SortedTicks.Count)):#,0}; {one.Concat(all).Sum(round => round.Book.Conflicts):#,0} conflicts were made on purpose, and each was answered with both texts")));
        run.Add(new BarChart("newsroom-day", $"What {editors} editors wait for", "ms", [.. bars]));

        void Compare(string name, (double Median, double P99) most, Func<Round, LoadResult> of)
        {
            foreach (var (share, label, bound) in new[] { (0.5, "median", most.Median), (0.99, "99th percentile", most.P99) })
            {
                var (alone, crowd) = (Rounds.Middle(one.Select(round => of(round).Percentile(share))), Rounds.Middle(all.Select(round => of(round).Percentile(share))));
                run.Add(new Figure($"{name}, {label}", crowd, "ms", alone, new(AtMost: bound), string.Create(
                    CultureInfo.InvariantCulture, $"{Rounds.Tell(all.Select(round => of(round).Percentile(share)), "ms")}, of {all.Sum(round => of(round).SortedTicks.Count):#,0}; one alone {Rounds.Tell(one.Select(round => of(round).Percentile(share)), "ms")}, of {one.Sum(round => of(round).SortedTicks.Count):#,0}")));
                bars.Add(new($"{name[(name.IndexOf(':', StringComparison.Ordinal) + 2)..]}, {label}", [new($"{editors} editors", crowd), new("one alone", alone, IsOurs: false)], Required: bound));
            }
        }
    }

    /// <summary>What one turn found.</summary>
    private sealed record Round(WorkBook Book, LoadResult Front, LoadResult Story, double Cores);
}
