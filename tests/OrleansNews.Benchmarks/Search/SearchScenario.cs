using Microsoft.Extensions.Logging.Abstractions;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Search;

namespace OrleansNews.Benchmarks.Search;

/// <summary>Searches in a newspaper of 100,000 stories.</summary>
internal sealed class SearchScenario : IScenario
{
    private const int Callers = 4;

    public string Name => "search";

    public string Title => "Search";

    public string Method =>
        "100,000 published stories of about 330 words, drawn by Zipf's law from 60,000 words. A question is one to three words drawn in the same way, without the hundred most common ones; four callers ask one "
        + "after the other, each time something else. Asked is the index itself (`SqliteSearchIndex`), and the host over HTTP, which confirms each hit with its story and cuts its snippet.";

    public IReadOnlyList<ScenarioPart> Parts => [new("stories", MeasureAsync)];

    private static async Task MeasureAsync(ScenarioRun run)
    {
        var stories = run.IsBrief ? 1_000 : 100_000;
        var words = new ZipfWords();
        var data = await SearchSite.PrepareAsync(stories, words);
        await MeasureIndexAsync(run, Path.Combine(data, "search.db"), stories, words);
        await MeasureSiteAsync(run, data, stories, words);
    }

    private static async Task MeasureIndexAsync(ScenarioRun run, string file, int stories, ZipfWords words)
    {
        await using var index = new SqliteSearchIndex(file, new(), NullLogger<SqliteSearchIndex>.Instance);
        var found = 0L;
        var questions = await AskAsync(run, random => FindAsync(words.Question(random)));
        run.Add(new Figure($"the index alone, {stories:N0} stories, 95th percentile", questions.Percentile(0.95), "ms", LimitedBy: $"{found / Math.Max(1, questions.SortedTicks.Count):N0} matches on average, of which the best ten are answered"));
        run.Add(new Figure("the index alone, median", questions.Percentile(0.5), "ms"));
        run.Add(new Figure("the index alone, questions a second", questions.Rate, "1/s"));
        var common = await AskAsync(run, random => FindAsync(words.CommonWord(random)));
        run.Add(new Figure("the index alone, one of the hundred most common words, 95th percentile", common.Percentile(0.95), "ms"));

        async Task FindAsync(string typed)
        {
            var read = QueryReader.Read(typed);
            Interlocked.Add(ref found, (await index.FindAsync(new(read.AllOf, read.NoneOf, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 0, 10))).Total);
        }
    }

    private static async Task MeasureSiteAsync(ScenarioRun run, string data, int stories, ZipfWords words)
    {
        await using var host = await HostProcess.StartAsync(data, "--Limits:Enabled=false");
        await SearchSite.UntilCompleteAsync(host);
        using var client = new HttpClient { BaseAddress = host.Site };
        var api = await AskAsync(run, random => GetAsync("/api/search?q=" + Uri.EscapeDataString(words.Question(random))));
        run.Add(new Figure($"GET /api/search, {stories:N0} stories, 95th percentile", api.Percentile(0.95), "ms", Required: new(AtMost: 50)));
        run.Add(new Figure("GET /api/search, median", api.Percentile(0.5), "ms"));
        run.Add(new Figure("GET /api/search, a second", api.Rate, "1/s"));
        var pages = await AskAsync(run, random => GetAsync("/?s=" + Uri.EscapeDataString(words.Question(random))));
        run.Add(new Figure("a page of results, 95th percentile", pages.Percentile(0.95), "ms", Required: new(AtMost: 50)));

        async Task GetAsync(string address)
        {
            using var answer = await client.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        }
    }

    private static Task<LoadResult> AskAsync(ScenarioRun run, Func<Random, Task> askAsync)
    {
        var randoms = Enumerable.Range(1, Callers).Select(seed => new Random(seed)).ToList();
        return Load.RunAsync(Callers, run.WarmUp, run.Duration, caller => askAsync(randoms[caller]));
    }
}
