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
        new("held", HeldComments.MeasureAsync),
        new("decided", DecidedComments.MeasureAsync),
        new("merging", ReaderBesideMerges.MeasureAsync),
        new("length", LengthAsync),
    ];

    // Until then two cores compile the path again while it runs: beside posts, a fifth of the machine.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(15);

    private static async Task PostAsync(ScenarioRun run, int stories, int callers, Requirement required, Requirement? longest)
    {
        // The disk is now faster, now slower: reference and thread take turns, and the round whose ratio is in the middle stands for all, but for the longest wait: that is the longest of any round.
        var rounds = new List<PostRound>();
        for (var round = 0; round < (run.IsBrief ? 1 : Rounds.Count); round++) rounds.Add(await PostOnceAsync(run, stories, callers));
        var (load, bare, batch, cost, _) = rounds.OrderBy(round => round.Load.Rate / round.Bare).ElementAt(rounds.Count / 2);
        var worst = rounds.MaxBy(round => round.Load.Longest)!;
        var label = stories == 1 ? $"one story, {callers} callers" : $"{stories} stories, one caller each";
        run.Add(new Figure($"acknowledged comments, {label}", load.Rate, "comments/s", bare, required, string.Create(
            CultureInfo.InvariantCulture, $"{batch:0} comments a transaction of the store; {cost}; ")
            + (stories == 1
                ? "a thread has one commit under way at a time, so that the cores wait for the disk and the disk for the cores, while the bare loop has neither callers nor answers; its rows are "
                  + "ready JSON, written once"
                : "the writer's thread is the limit: 512 batches of one, each with a head of its own to be written")));
        run.Add(new Figure($"post latency, {label}, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure($"post latency, {label}, 99th percentile", load.Percentile(0.99), "ms"));
        run.Add(new Figure($"post latency, {label}, longest", worst.Load.Longest, "ms", Required: longest,
            LimitedBy: $"{Rounds.Tell(rounds.Select(round => round.Load.Longest), "ms")}; in the one with the longest {worst.Stops}"));
        run.Add(new BarChart(
            stories == 1 ? "threads-story" : "threads-stories", $"Acknowledged comments, {label}", "comments a second",
            [new("at the level of the grain", [new("comment thread", load.Rate), new("bare loop, same batches", bare, IsOurs: false)], Required: required.AtLeast)]));
    }

    private static async Task<PostRound> PostOnceAsync(ScenarioRun run, int stories, int callers)
    {
        LoadResult load;
        string cost, stops;
        double batch;
        using (var folder = new TemporaryFolder())
        {
            await using var silo = await ThreadSilo.StartAsync(folder.Path);
            var threads = Enumerable.Range(1, stories).Select(article => silo.Thread(article)).ToList();
            await Task.WhenAll(threads.Select(thread => Comments.PostAsync(thread)));
            using var costs = new Cost();
            load = await Load.RunAsync(callers, run.IsBrief ? run.WarmUp : _warmUp, run.Duration, caller => Comments.PostAsync(threads[caller % stories]), costs.Begin);
            batch = (double)load.SortedTicks.Count / Math.Max(1, costs.Transactions);
            (cost, stops) = (costs.Describe(load.SortedTicks.Count), costs.LongestStops);
        }

        return new(load, BareSqlite.Append(run, Comments.Stored(), Math.Max(1, (int)Math.Round(batch))), batch, cost, stops);
    }

    private sealed record PostRound(LoadResult Load, double Bare, double Batch, string Cost, string Stops);

    private static async Task OverHttpAsync(ScenarioRun run)
    {
        var load = await CommentsOverHttp.PostAsync(run);
        run.Add(new Figure(
            "acknowledged comments over HTTP (JSON, sanitised), one story, 64 connections", load.Rate, "comments/s", Required: new Requirement(AtLeast: 5_000),
            LimitedBy: "the callers, plain sockets that send prepared JSON, share the machine with the host, which runs with " + CommentsOverHttp.SettingsInWords));
        run.Add(new Figure("post latency over HTTP, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure("post latency over HTTP, 99th percentile", load.Percentile(0.99), "ms"));
    }

    private static async Task BytesAsync(ScenarioRun run)
    {
        var comments = run.IsBrief ? 200 : 20_000; // So many that the index is stored more than once, too.
        using var folder = new TemporaryFolder();
        await using var silo = await ThreadSilo.StartAsync(folder.Path);
        var thread = silo.Thread(1);
        await Comments.PostAsync(thread);
        var before = silo.Written;
        for (var number = 0; number < comments; number++) await Comments.PostAsync(thread);
        run.Add(new Figure(
            "handed to storage per 500-byte comment, one comment a commit, merging included", (silo.Written - before) / 1024.0 / comments, "KB",
            Required: new Requirement(AtMost: 8), LimitedBy: "a commit writes the head with the tail of up to 4 KiB; each comment is written once more as part of a block, and with each of two merges; the index, every 8,192 comments, is among it"));
    }

    private const long LongThread = 1, MiddleThread = 2, ShortThread = 3, EmptyThread = 4;

    private static async Task LengthAsync(ScenarioRun run)
    {
        var (million, hundredThousand) = run.IsBrief ? (20_000, 2_000) : (1_000_000, 100_000);
        using var folder = new TemporaryFolder();
        var (filled, first) = await GrowAsync(run, folder.Path, million, hundredThousand);
        await WaitForEndAsync(first);
        ThreadSilo.ForgetLatestComments(folder.Path);
        await ActivateAsync(run, folder.Path, million, hundredThousand);
        await using var silo = await ThreadSilo.StartAsync(folder.Path, later: TimeSpan.FromHours(31));
        await Comments.PostAsync(silo.Thread(LongThread));
        var settled = await silo.CountSettledAsync(LongThread);
        run.Add(new Figure($"objects in storage, thread of {million:#,0} that 256 callers filled, right after", filled, "objects", Required: new Requirement(AtMost: 3_000), LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"this is the one that is bounded: so many callers fill blocks that are never merged, and what fewer leave for a day stands under `threads merging`; {settled:#,0} when what the filling replaced is a day old and deleted")));
    }

    // A method of its own, so that nothing of this silo is held while the memory of the next one is measured.
    private static async Task<(long Filled, WeakReference Silo)> GrowAsync(ScenarioRun run, string folder, int million, int hundredThousand)
    {
        await using var silo = await ThreadSilo.StartAsync(folder);
        await FillAsync(silo.Thread(ShortThread), 100);
        await FillAsync(silo.Thread(MiddleThread), hundredThousand);
        await silo.CountSettledAsync(MiddleThread);
        var growth = await FillAsync(silo.Thread(LongThread), million);
        run.Add(new LineChart("threads-growth", "Posting while a thread grows to a million comments", "acknowledged comments a second, 256 callers", "comments in the thread",
            [new("one story", growth)]));
        var filled = await silo.CountSettledAsync(LongThread); // And the merging that the filling left behind is not what a post costs.
        var (longPosts, emptyPosts) = await Medians.TakeTurnsAsync(1_000, () => Comments.PostAsync(silo.Thread(LongThread)), () => Comments.PostAsync(silo.Thread(EmptyThread)));
        run.Add(new Figure($"post latency at {million:#,0} comments against 0, median", longPosts, "ms", emptyPosts, new Requirement(RatioAtMost: 1.2), "one caller: the flush of the disk"));
        var (longReads, shortReads) = await Medians.TakeTurnsAsync(2_000, () => Comments.ReadFirstPageAsync(silo.Thread(LongThread)), () => Comments.ReadFirstPageAsync(silo.Thread(ShortThread)));
        run.Add(new Figure($"first page read at {million:#,0} comments against 100, median", longReads, "ms", shortReads, new Requirement(RatioAtMost: 1.2), "texts in memory: the call"));
        return (filled, new WeakReference(silo));
    }

    private static async Task ActivateAsync(ScenarioRun run, string folder, int million, int hundredThousand)
    {
        await using var silo = await ThreadSilo.StartAsync(folder);
        // The first activation of the process compiles the code.
        await silo.Thread(ShortThread).GetVersionAsync(default);
        await Comments.ReadFirstPageAsync(silo.Thread(ShortThread));
        await ActivateAsync(run, silo, MiddleThread, hundredThousand, seconds: 0.5);
        var before = await ReadMemoryAsync();
        await ActivateAsync(run, silo, LongThread, million, seconds: 3);
        await FillCachesAsync(silo.Thread(LongThread), million);
        var after = await ReadMemoryAsync();
        run.Add(new Figure($"memory that a thread of {million:#,0} holds, texts in its caches included", (after.Heap - before.Heap) / (double)(1 << 20), "MB",
            Required: new Requirement(AtMost: 200), LimitedBy: string.Create(
                CultureInfo.InvariantCulture,
                $"of the managed heap, after a full collection: entries and tables of the index, and caches of bounded size; the process had {(after.Resident - before.Resident) / (double)(1 << 20):0} MB more in memory than before, {after.Resident / (double)(1 << 20):0} MB in all")));
    }

    private static async Task FillCachesAsync(ICommentThreadGrain thread, int comments)
    {
        string? cursor = null;
        for (var pages = 0; pages < Math.Min(400, comments / 50); pages++) cursor = (await thread.ReadPageAsync(new ThreadPageQuery { Limit = 50, Cursor = cursor })).Next;
    }

    // A silo that has stopped leaves by and by; what it still holds would count as freed by whatever is measured next.
    private static async Task WaitForEndAsync(WeakReference silo)
    {
        for (var times = 0; silo.IsAlive && times < 20; times++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    // Collected several times: what has ended leaves by and by.
    internal static async Task<(long Heap, long Resident)> ReadMemoryAsync()
    {
        var (heap, resident) = (long.MaxValue, long.MaxValue);
        for (var times = 0; times < 5; times++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            heap = Math.Min(heap, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            resident = Math.Min(resident, Environment.WorkingSet);
        }

        return (heap, resident);
    }

    private static async Task ActivateAsync(ScenarioRun run, ThreadSilo silo, long article, int comments, double seconds)
    {
        var started = Stopwatch.GetTimestamp();
        var version = await silo.Thread(article).GetVersionAsync(default);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (version.Total < comments) throw new InvalidOperationException($"A thread of {comments} comments came back with {version.Total}.");
        run.Add(new Figure($"activation of a thread of {comments:#,0}", elapsed, "s", Required: new Requirement(AtMost: seconds),
            LimitedBy: "the stored index, 4,096 comments an object, and the tables that are made of it"));
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
}
