using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Benchmarks.Storage;
using OrleansNews.Comments;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comment threads at the level of their grain: rates, and what the length of a thread costs.</summary>
internal sealed class ThreadsScenario : IScenario
{
    public string Name => "threads";

    public string Title => "Comment threads";

    public string Method =>
        "A silo with SQLite in this process; callers post comments of 500 bytes to the thread's grain and wait until each is durable. The reference is a bare loop that "
        + "appends the same JSON to SQLite with the same durability, as many to a transaction as the thread had on average. Figures that compare two lengths of a thread "
        + "have the short one as their reference.";

    public IReadOnlyList<ScenarioPart> Parts =>
    [
        new("story", run => PostAsync(run, stories: 1, callers: 256, new Requirement(AtLeast: 20_000, RatioAtLeast: 0.5), longest: null)),
        new("stories", run => PostAsync(run, stories: 512, callers: 512, new Requirement(AtLeast: 8_000), longest: new Requirement(AtMost: 100))),
        new("http", OverHttpAsync),
        new("bytes", BytesAsync),
        new("length", LengthAsync),
    ];

    // Until then two cores compile the path again while it runs: beside posts, a fifth of the machine.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(15);

    private static async Task PostAsync(ScenarioRun run, int stories, int callers, Requirement required, Requirement? longest)
    {
        LoadResult load;
        string cost;
        double batch;
        using (var folder = new TemporaryFolder())
        {
            await using var silo = await ThreadSilo.StartAsync(folder.Path);
            var threads = Enumerable.Range(1, stories).Select(article => silo.Thread(article)).ToList();
            await Task.WhenAll(threads.Select(Comments.PostAsync));
            using var costs = new Cost();
            load = await Load.RunAsync(callers, run.IsBrief ? run.WarmUp : _warmUp, run.Duration, caller => Comments.PostAsync(threads[caller % stories]), costs.Begin);
            batch = (double)load.SortedTicks.Count / Math.Max(1, costs.Transactions);
            cost = costs.Describe(load.SortedTicks.Count);
        }

        var bare = BareSqlite.Append(run, Comments.Stored(), Math.Max(1, (int)Math.Round(batch)));
        var label = stories == 1 ? $"one story, {callers} callers" : $"{stories} stories, one caller each";
        run.Add(new Figure($"acknowledged comments, {label}", load.Rate, "comments/s", bare, required, string.Create(
            CultureInfo.InvariantCulture, $"{cost}; {batch:0} comments a transaction of the store on average; two cores do everything: callers, two messages of Orleans a post, ")
            + (stories == 1 ? "encoding, and the writer, which gets every comment twice (block and merged block) where the bare loop writes it once"
                : "512 batches of one, each with a head of its own to be encoded, checked and written")));
        run.Add(new Figure($"post latency, {label}, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure($"post latency, {label}, 99th percentile", load.Percentile(0.99), "ms"));
        run.Add(new Figure($"post latency, {label}, longest", load.Longest, "ms", Required: longest, LimitedBy: longest is null ? null :
            "not the disk (the storage scenario holds 512 writers below it): turns of 512 threads, their merging and the callers wait for the two cores"));
        run.Add(new BarChart(
            stories == 1 ? "threads-story" : "threads-stories", $"Acknowledged comments, {label}", "comments a second",
            [new("at the level of the grain", [new("comment thread", load.Rate), new("bare loop, same batches", bare, IsOurs: false)], Required: required.AtLeast)]));
    }

    private static async Task OverHttpAsync(ScenarioRun run)
    {
        var load = await CommentsOverHttp.PostAsync(run);
        run.Add(new Figure(
            "acknowledged comments over HTTP (JSON, sanitised), one story, 64 connections", load.Rate, "comments/s", Required: new Requirement(AtLeast: 5_000),
            LimitedBy: "the callers, plain sockets that send prepared JSON, share the machine with the host"));
        run.Add(new Figure("post latency over HTTP, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure("post latency over HTTP, 99th percentile", load.Percentile(0.99), "ms"));
    }

    private static async Task BytesAsync(ScenarioRun run)
    {
        var comments = run.IsBrief ? 200 : 5_000;
        using var folder = new TemporaryFolder();
        await using var silo = await ThreadSilo.StartAsync(folder.Path);
        var thread = silo.Thread(1);
        await Comments.PostAsync(thread);
        var before = silo.Written;
        for (var number = 0; number < comments; number++) await Comments.PostAsync(thread);
        run.Add(new Figure(
            "handed to storage per 500-byte comment, one comment a commit, merging included", (silo.Written - before) / 1024.0 / comments, "KB",
            Required: new Requirement(AtMost: 8)));
    }

    private static async Task LengthAsync(ScenarioRun run)
    {
        const long longThread = 1, middleThread = 2, shortThread = 3, emptyThread = 4;
        var (million, hundredThousand) = run.IsBrief ? (20_000, 2_000) : (1_000_000, 100_000);
        long others, filled;
        using var folder = new TemporaryFolder();
        await using (var silo = await ThreadSilo.StartAsync(folder.Path))
        {
            await FillAsync(silo.Thread(shortThread), 100);
            await FillAsync(silo.Thread(middleThread), hundredThousand);
            others = silo.CountObjects();
            var growth = await FillAsync(silo.Thread(longThread), million);
            filled = silo.CountObjects() - others;
            run.Add(new LineChart("threads-growth", "Posting while a thread grows to a million comments", "acknowledged comments a second, 256 callers", "comments in the thread",
                [new("one story", growth)]));
            await CountSettledAsync(silo); // The merging that the filling left behind is not what a post costs.
            var (longPosts, emptyPosts) = await MediansAsync(500, () => Comments.PostAsync(silo.Thread(longThread)), () => Comments.PostAsync(silo.Thread(emptyThread)));
            run.Add(new Figure($"post latency at {million:#,0} comments against 0, median", longPosts, "ms", emptyPosts, new Requirement(RatioAtMost: 1.2)));
            var (longReads, shortReads) = await MediansAsync(2_000, () => ReadFirstPageAsync(silo.Thread(longThread)), () => ReadFirstPageAsync(silo.Thread(shortThread)));
            run.Add(new Figure($"first page read at {million:#,0} comments against 100, median", longReads, "ms", shortReads, new Requirement(RatioAtMost: 1.2)));
        }

        await using (var silo = await ThreadSilo.StartAsync(folder.Path))
        {
            // The first activation of the process compiles the code.
            await silo.Thread(shortThread).GetVersionAsync(default);
            await ActivateAsync(run, silo, middleThread, hundredThousand, seconds: 0.5);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await ActivateAsync(run, silo, longThread, million, seconds: 3);
            var after = GC.GetTotalMemory(forceFullCollection: true);
            run.Add(new Figure($"memory of a thread of {million:#,0}, just activated", (after - before) / (double)(1 << 20), "MB", Required: new Requirement(AtMost: 200)));
        }

        await using (var silo = await ThreadSilo.StartAsync(folder.Path, later: TimeSpan.FromHours(31)))
        {
            await Comments.PostAsync(silo.Thread(longThread));
            run.Add(new Figure($"objects in storage, thread of {million:#,0}", await CountSettledAsync(silo) - others, "objects", Required: new Requirement(AtMost: 3_000), LimitedBy:
                "counted when what the filling replaced is a day old and deleted, as it is in a thread that took longer than minutes to grow; right after it there were "
                + filled.ToString("#,0", CultureInfo.InvariantCulture)));
        }
    }

    // Garbage is deleted beside the posts, range by range.
    private static async Task<long> CountSettledAsync(ThreadSilo silo)
    {
        for (var (count, before) = (silo.CountObjects(), -1L); ; before = count, count = silo.CountObjects())
        {
            if (count == before) return count;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
    }

    private static async Task ActivateAsync(ScenarioRun run, ThreadSilo silo, long article, int comments, double seconds)
    {
        var started = Stopwatch.GetTimestamp();
        var version = await silo.Thread(article).GetVersionAsync(default);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (version.Total < comments) throw new InvalidOperationException($"A thread of {comments} comments came back with {version.Total}.");
        run.Add(new Figure($"activation of a thread of {comments:#,0}", elapsed, "s", Required: new Requirement(AtMost: seconds)));
    }

    // Answers the rate along the way, in fifty pieces.
    private static async Task<ImmutableArray<(double X, double Y)>> FillAsync(ICommentThreadGrain thread, int comments)
    {
        var piece = Math.Max(1, comments / 50);
        var reached = new long[comments / piece + 1];
        reached[0] = Stopwatch.GetTimestamp();
        var (begun, done) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(256, comments)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= comments)
            {
                await Comments.PostAsync(thread);
                if (Interlocked.Increment(ref done) is var number && number % piece == 0) reached[number / piece] = Stopwatch.GetTimestamp();
            }
        })));
        return [.. Enumerable.Range(1, reached.Length - 1).Select(i => ((double)i * piece, piece / Stopwatch.GetElapsedTime(reached[i - 1], reached[i]).TotalSeconds))];
    }

    // In turns, so that both see the same machine.
    private static async Task<(double One, double Other)> MediansAsync(int calls, Func<Task> callOneAsync, Func<Task> callOtherAsync)
    {
        var (one, other) = (new List<long>(calls), new List<long>(calls));
        for (var number = -calls / 5; number < calls; number++)
        {
            var begin = Stopwatch.GetTimestamp();
            await callOneAsync();
            var middle = Stopwatch.GetTimestamp();
            await callOtherAsync();
            var end = Stopwatch.GetTimestamp();
            if (number < 0) continue;
            one.Add(middle - begin);
            other.Add(end - middle);
        }

        return (Median(one), Median(other));
    }

    private static double Median(List<long> ticks)
    {
        ticks.Sort();
        return ticks[ticks.Count / 2] * 1000.0 / Stopwatch.Frequency;
    }

    private static async Task ReadFirstPageAsync(ICommentThreadGrain thread)
    {
        var page = await thread.ReadPageAsync(new ThreadPageQuery { Limit = 50 });
        if (page.Items.Length == 0) throw new InvalidOperationException("The first page of a thread with comments came back empty.");
    }
}
