using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Newspapers;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>What the number of its stories costs a newspaper.</summary>
internal static class Growth
{
    // Below the ports that the system gives to connections, one for each size.
    private const int FirstGateway = 31990;

    private static readonly (string Name, string Means, Func<GrowingSite, Task<double>> MeasureAsync)[] _kinds =
    [
        ("front page", "rendered", site => site.RenderAsync(() => "/")),
        ("story page", "rendered; a hundred stories, spread over all and read before, so that nothing but the size is between the newspapers", site => site.RenderAsync(site.KnownStory)),
        ("story page by chance", "rendered, each time another story: of a hundred all were read before, of more ever fewer, and one that nobody reads is read from the store first, with its thread and its address",
            site => site.RenderAsync(site.AnyStory)),
        ("archive page", "rendered, in the middle of a year", site => site.RenderAsync(site.ArchivePage)),
        ("search", "GET /api/search, each time another question", site => site.ReadAsync(site.AnyQuestion)),
        ("publish", "from the call until the story is first in the listing of all", site => site.PublishAsync()),
    ];

    public static async Task MeasureAsync(ScenarioRun run)
    {
        int[] sizes = run.IsBrief ? [100, 1_000] : [100, 1_000, 10_000, 100_000];
        var sites = new List<GrowingSite>();
        try
        {
            foreach (var size in sizes) sites.Add(await GrowingSite.StartAsync(size, FirstGateway + sites.Count));
            foreach (var (site, kind) in Turns(sites)) await kind.MeasureAsync(site);
            var turns = Turns(sites).Select(turn => (Func<Task<double>>)(() => turn.Kind.MeasureAsync(turn.Site))).ToList();
            var middles = (await Rounds.TakeTurnsAsync(turns)).Select(rounds => Rounds.Middle(rounds)).ToList();
            foreach (var site in sites) await site.RequireRenderedAsync();
            Report(run, sizes, middles);
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
    }

    // All sizes of one kind beside each other, so that nothing but the size is between them.
    private static IEnumerable<(GrowingSite Site, (string Name, string Means, Func<GrowingSite, Task<double>> MeasureAsync) Kind)> Turns(List<GrowingSite> sites) =>
        _kinds.SelectMany(kind => sites.Select(site => (site, kind)));

    private static void Report(ScenarioRun run, int[] sizes, List<double> middles)
    {
        var groups = new List<BarGroup>();
        for (var kind = 0; kind < _kinds.Length; kind++)
        {
            var times = middles[(kind * sizes.Length)..((kind + 1) * sizes.Length)];
            var between = Enumerable.Range(1, sizes.Length - 2).Select(size => string.Create(CultureInfo.InvariantCulture, $"{times[size]:0.00} ms with {sizes[size]:N0}"));
            run.Add(new Figure(
                string.Create(CultureInfo.InvariantCulture, $"{_kinds[kind].Name}, {sizes[^1]:N0} stories against {sizes[0]}, median"), times[^1], "ms", times[0],
                kind == 0 ? new(RatioAtMost: 1.1) : null,
                string.Join("; ", between.Prepend(_kinds[kind].Means))));
            groups.Add(new(_kinds[kind].Name, [.. times.Select((time, size) => new Bar(string.Create(CultureInfo.InvariantCulture, $"{sizes[size]:N0} stories"), time / times[0]))]));
        }

        run.Add(new BarChart("reading-growth", $"What the number of stories costs: time against {sizes[0]} stories", "times", [.. groups]));
    }
}
