using Microsoft.Extensions.Logging.Abstractions;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Newspapers;
using OrleansNews.Search;

namespace OrleansNews.Benchmarks.Search;

/// <summary>Searches in a newspaper of 100,000 stories.</summary>
internal sealed class SearchScenario : IScenario
{
    private const int Callers = 4;

    private static readonly ZipfWords _words = LargeNewspaper.Words;

    public string Name => "search";

    public string Title => "Search";

    public string Method =>
        "100,000 published stories of about 330 words, drawn by Zipf's law from 60,000 words. A question is one to three words drawn in the same way, without the hundred most common ones; four callers ask one "
        + "after the other, each time something else. Asked is the index itself (`SqliteSearchIndex`), and the host over HTTP, which confirms each hit with its story and cuts its snippet; they take turns, three rounds, "
        + "and of each figure the middle round counts. `following`: into the same newspaper stories are published, changed and withdrawn by four editors at once, each after a pause by chance, "
        + "while two readers ask all the time; from when a command is sent until every search knows, asked again each 10 ms.";

    public IReadOnlyList<ScenarioPart> Parts => [new("stories", MeasureAsync), new("following", StoriesFollowed.MeasureAsync)];

    private static async Task MeasureAsync(ScenarioRun run)
    {
        var stories = run.IsBrief ? 1_000 : 100_000;
        using var ofIndex = await LargeNewspaper.CopyAsync(stories);
        using var ofHost = await LargeNewspaper.CopyAsync(stories);
        await using var index = new SqliteSearchIndex(ofIndex["data", "search.db"], "news", new(), NullLogger<SqliteSearchIndex>.Instance);
        await using var host = await HostProcess.StartAsync(ofHost["data"], "--Limits:Enabled=false");
        await SearchIndexes.UntilCompleteAsync(host);
        using var client = new HttpClient { BaseAddress = host.Site };
        var (asked, matches) = (0L, 0L);
        Func<Random, Task>[] kinds =
        [
            async random =>
            {
                Interlocked.Add(ref matches, await FindAsync(_words.Question(random)));
                Interlocked.Increment(ref asked);
            },
            random => FindAsync(_words.CommonWord(random)),
            random => GetAsync("/api/search?q=" + Uri.EscapeDataString(_words.Question(random))),
            random => GetAsync("/?s=" + Uri.EscapeDataString(_words.Question(random))),
        ];
        var randoms = Enumerable.Range(1, Callers).Select(seed => new Random(seed)).ToList();
        foreach (var kind in kinds) await AskAsync(kind, run.WarmUp);
        var found = await Rounds.TakeTurnsAsync([.. kinds.Select(kind => (Func<Task<LoadResult>>)(() => AskAsync(kind, run.Duration / 2)))]);
        run.Add(new Figure($"the index alone, {stories:N0} stories, 95th percentile", P95(0), "ms", LimitedBy: $"{matches / Math.Max(1, asked):N0} matches on average, of which the best ten are answered"));
        run.Add(new Figure("the index alone, median", Median(0), "ms"));
        run.Add(new Figure("the index alone, questions a second", Rate(0), "1/s"));
        run.Add(new Figure("the index alone, one of the hundred most common words, 95th percentile", P95(1), "ms"));
        run.Add(new Figure($"GET /api/search, {stories:N0} stories, 95th percentile", P95(2), "ms", Required: new(AtMost: 50), LimitedBy: Rounds.Tell(found[2].Select(round => round.Percentile(0.95)), "ms")));
        run.Add(new Figure("GET /api/search, median", Median(2), "ms"));
        run.Add(new Figure("GET /api/search, a second", Rate(2), "1/s"));
        run.Add(new Figure("a page of results, 95th percentile", P95(3), "ms", Required: new(AtMost: 50), LimitedBy: Rounds.Tell(found[3].Select(round => round.Percentile(0.95)), "ms")));

        double P95(int kind) => Rounds.Middle(found[kind].Select(round => round.Percentile(0.95)));
        double Median(int kind) => Rounds.Middle(found[kind].Select(round => round.Percentile(0.5)));
        double Rate(int kind) => Rounds.Middle(found[kind].Select(round => round.Rate));

        Task<LoadResult> AskAsync(Func<Random, Task> askAsync, TimeSpan duration) => Load.RunAsync(Callers, TimeSpan.Zero, duration, caller => askAsync(randoms[caller]));

        async Task<int> FindAsync(string typed)
        {
            var read = QueryReader.Read(typed);
            return (await index.FindAsync(new(read.AllOf, read.NoneOf, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 0, 10))).Total;
        }

        async Task GetAsync(string address)
        {
            using var answer = await client.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        }
    }
}
