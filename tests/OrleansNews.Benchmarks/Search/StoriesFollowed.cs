using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Newspapers;
using OrleansNews.Operations;

namespace OrleansNews.Benchmarks.Search;

/// <summary>How long after a story is published, changed and withdrawn searches know it, by a real clock.</summary>
internal static class StoriesFollowed
{
    private const int Editors = 4, Readers = 2;

    // The promise: searches follow within two seconds. The follower looks once a second, and delivery, reading and writing have the other one.
    private const int Asked = 2_000;

    private static readonly TimeSpan AskedEach = TimeSpan.FromMilliseconds(10);
    private static readonly Actor _editor = new("mara", "Mara Lind", Role.Editor);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var (stories, each) = run.IsBrief ? (1_000, 3) : (100_000, 50);
        using var data = await LargeNewspaper.CopyAsync(stories);
        var gateway = LoopbackPorts.Next();
        await using var host = await HostProcess.StartAsync(
            data["data"], "--Limits:Enabled=false", "--Cluster:OpenGateway=true", string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}"));
        await SearchIndexes.UntilCompleteAsync(host);
        using var client = await GatewayClient.ConnectAsync(gateway);
        using var http = new HttpClient { BaseAddress = host.Site };
        var search = new Searches(http, client.Services.GetRequiredService<IClusterClient>());

        // Everything that is measured later runs once.
        await search.FollowAsync(new(0), new());
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(1, Readers).Select(seed => search.AskUntilAsync(new(seed), done.Token)).ToList();
        var times = new Times();
        await Task.WhenAll(Enumerable.Range(0, Editors).Select(async editor =>
        {
            var random = new Random(editor);
            for (var story = 0; story < each; story++)
            {
                // The follower's second must not be the editor's.
                await Task.Delay(random.Next(1_000));
                await search.FollowAsync(random, times);
            }
        }));
        await done.CancelAsync();
        await Task.WhenAll(readers);
        await client.StopAsync();
        foreach (var (what, found) in times.ByWhat) Add(run, what, [.. found.Order()]);
    }

    private static void Add(ScenarioRun run, string what, ImmutableArray<double> sorted) => run.Add(new Figure(
        $"{what}, longest", sorted[^1], "ms", Required: new(AtMost: Asked),
        LimitedBy: string.Create(CultureInfo.InvariantCulture, $"median {Percentile(sorted, 0.5):#,0} ms, 99th percentile {Percentile(sorted, 0.99):#,0} ms of {sorted.Length}; the index is told once a second")));

    private static double Percentile(ImmutableArray<double> sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    /// <summary>Times in milliseconds, by what was waited for.</summary>
    private sealed class Times
    {
        private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> _found = [];

        public IEnumerable<(string What, IEnumerable<double> Found)> ByWhat => _found.OrderBy(found => found.Key, StringComparer.Ordinal).Select(found => (found.Key, (IEnumerable<double>)found.Value));

        public void Add(string what, long started) => _found.GetOrAdd(what, _ => []).Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Who writes stories and looks for them.</summary>
    private sealed class Searches(HttpClient http, IClusterClient grains)
    {
        public async Task FollowAsync(Random random, Times times)
        {
            var (first, second) = (NewWord(), NewWord());
            var article = grains.GetGrain<IArticleGrain>(await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1));

            var started = Stopwatch.GetTimestamp();
            var published = Saved(await article.PublishAsync(new(Content(first, random), 0, _editor)));
            await UntilAsync(async () => (await FindAsync(first)).Shown == 1);
            times.Add("a story published until it is found", started);

            started = Stopwatch.GetTimestamp();
            var changed = Saved(await article.PublishAsync(new(Content(second, random) with { Slug = published.Path.Split('/')[^2] }, published.Version, _editor)));
            await UntilAsync(async () => (await FindAsync(second)).Shown == 1 && (await FindAsync(first)).Total == 0);
            times.Add("a story changed until it is found by its new words and no more by the former", started);

            started = Stopwatch.GetTimestamp();
            Saved(await article.WithdrawAsync(new(changed.Version, _editor, "A mistake")));
            await UntilAsync(async () => (await FindAsync(second)).Shown == 0);
            times.Add("a story withdrawn until no search shows it", started);
            await UntilAsync(async () => (await FindAsync(second)).Total == 0);
            times.Add("a story withdrawn until no search counts it", started);
        }

        public async Task AskUntilAsync(Random random, CancellationToken done)
        {
            while (!done.IsCancellationRequested) await FindAsync(LargeNewspaper.Words.Question(random));
        }

        private static string NewWord() => $"w{Guid.NewGuid():N}"[..12];

        private static ArticleContent Content(string word, Random random) => new()
        {
            Title = $"{word} {LargeNewspaper.Words.Text(random, 7)}",
            Body = string.Join("\n\n", Enumerable.Range(0, 5).Select(_ => LargeNewspaper.Words.Text(random, 60))),
        };

        private static ArticleSaved Saved(ArticleResult result) => result as ArticleSaved ?? throw new InvalidOperationException($"A story was not saved: {result}");

        // What takes a minute is no figure any more.
        private static async Task UntilAsync(Func<Task<bool>> isSoAsync)
        {
            for (var started = Stopwatch.GetTimestamp(); !await isSoAsync();)
            {
                if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(1)) throw new TimeoutException("Searches do not follow.");
                await Task.Delay(AskedEach);
            }
        }

        private async Task<(int Total, int Shown)> FindAsync(string words)
        {
            var found = await http.GetFromJsonAsync<JsonElement>("/api/search?q=" + Uri.EscapeDataString(words));
            return (found.GetProperty("total").GetInt32(), found.GetProperty("items").GetArrayLength());
        }
    }
}
