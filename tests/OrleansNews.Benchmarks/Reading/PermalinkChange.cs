using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>What a change of the permalink pattern costs a newspaper of many stories.</summary>
internal static class PermalinkChange
{
    private const int FirstGateway = 31980;

    // The promise: a change of the settings shows everywhere within two seconds. Front ends look once a second (Read:FreshFor), and what follows from the change has the other one.
    private const int Asked = 2_000;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        int[] sizes = run.IsBrief ? [100, 1_000] : [100, 10_000];
        var sites = new List<GrowingSite>();
        try
        {
            foreach (var size in sizes) sites.Add(await GrowingSite.StartAsync(size, FirstGateway + sites.Count));
            var rounds = await Rounds.TakeTurnsAsync([.. sites.Select(site => (Func<Task<(double First, double All)>>)site.ChangePermalinksAsync)]);
            var first = rounds.Select(found => Rounds.Middle(found.Select(round => round.First))).ToList();
            var all = Rounds.Middle(rounds[^1].Select(round => round.All));
            run.Add(new Figure(
                string.Create(CultureInfo.InvariantCulture, $"change of the permalink pattern until the first story is at its new address and the former one leads there, {sizes[^1]:N0} stories against {sizes[0]}"),
                first[^1], "ms", first[0], new(AtMost: Asked),
                $"the second in which front ends look for changed settings; {Rounds.Tell(rounds[^1].Select(round => round.First), "ms")}; every other story stays at its former address until it is moved, so no address is ever missing"));
            run.Add(new Figure(
                string.Create(CultureInfo.InvariantCulture, $"the same until all {sizes[^1]:N0} stories are moved"), sizes[^1] / (all / 1_000), "stories/s",
                LimitedBy: string.Create(CultureInfo.InvariantCulture, $"{all / 1_000:0.0} s in all, 16 stories at once: a claim of the address, a commit, five listings and the redirect each; readers go on meanwhile")));
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }
    }
}
