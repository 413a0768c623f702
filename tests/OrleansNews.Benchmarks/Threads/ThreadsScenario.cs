using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
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

    public async Task RunAsync(ScenarioRun run)
    {
        var one = await PostAsync(run, stories: 1, callers: 256, new Requirement(AtLeast: 20_000, RatioAtLeast: 0.5));
        var many = await PostAsync(run, stories: 512, callers: 512, new Requirement(AtLeast: 8_000));
        await OverHttpAsync(run);
        await BytesAsync(run);
        await LengthAsync(run);
        run.Add(new Chart("threads-posts", "Acknowledged comments at grain level and bare appends", "comments/s",
        [
            new("one story, 256 callers", one.Ours),
            new("bare loop, same batches", one.Bare, IsOurs: false),
            new("512 stories, one caller each", many.Ours),
            new("bare loop, same batches", many.Bare, IsOurs: false),
        ]));
    }

    private static async Task<(double Ours, double Bare)> PostAsync(ScenarioRun run, int stories, int callers, Requirement required)
    {
        LoadResult load;
        double batch;
        using (var folder = new TemporaryFolder())
        {
            await using var silo = await ThreadSilo.StartAsync(folder.Path);
            var threads = Enumerable.Range(1, stories).Select(article => silo.Thread(article)).ToList();
            await Task.WhenAll(threads.Select(Comments.PostAsync));
            var (before, counted) = (silo.Commits, 0L);
            load = await Load.RunAsync(callers, run.WarmUp, run.Duration, async caller =>
            {
                await Comments.PostAsync(threads[caller % stories]);
                Interlocked.Increment(ref counted);
            });
            batch = (double)counted / Math.Max(1, silo.Commits - before);
        }

        var bare = BareSqlite.Append(run, JsonSerializer.SerializeToUtf8Bytes(Comments.New()), Math.Max(1, (int)Math.Round(batch)));
        var label = stories == 1 ? $"one story, {callers} callers" : $"{stories} stories, one caller each";
        run.Add(new Figure($"acknowledged comments, {label}", load.Rate, "comments/s", bare, required, string.Create(
            CultureInfo.InvariantCulture, $"{batch:0} comments a transaction of the store on average")));
        run.Add(new Figure($"post latency, {label}, median", load.Percentile(0.5), "ms"));
        run.Add(new Figure($"post latency, {label}, 99th percentile", load.Percentile(0.99), "ms"));
        run.Add(new Figure($"post latency, {label}, longest", load.Longest, "ms", Required: stories > 1 ? new Requirement(AtMost: 100) : null));
        return (load.Rate, bare);
    }

    private static async Task OverHttpAsync(ScenarioRun run)
    {
        var load = await CommentsOverHttp.PostAsync(run);
        run.Add(new Figure(
            "acknowledged comments over HTTP (JSON, sanitised), one story, 64 connections", load.Rate, "comments/s", Required: new Requirement(AtLeast: 5_000),
            LimitedBy: "the client of the measurement shares the machine with the host"));
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
        using var folder = new TemporaryFolder();
        await using (var silo = await ThreadSilo.StartAsync(folder.Path))
        {
            await FillAsync(silo.Thread(longThread), million);
            run.Add(new Figure($"objects in storage, thread of {million:#,0}", silo.CountObjects(), "objects", Required: new Requirement(AtMost: 3_000)));
            await FillAsync(silo.Thread(middleThread), hundredThousand);
            await FillAsync(silo.Thread(shortThread), 100);
            var longPosts = await MedianAsync(300, () => Comments.PostAsync(silo.Thread(longThread)));
            var emptyPosts = await MedianAsync(300, () => Comments.PostAsync(silo.Thread(emptyThread)));
            run.Add(new Figure($"post latency at {million:#,0} comments against 0, median", longPosts, "ms", emptyPosts, new Requirement(RatioAtMost: 1.2)));
            var longReads = await MedianAsync(300, () => ReadFirstPageAsync(silo.Thread(longThread)));
            var shortReads = await MedianAsync(300, () => ReadFirstPageAsync(silo.Thread(shortThread)));
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
    }

    private static async Task ActivateAsync(ScenarioRun run, ThreadSilo silo, long article, int comments, double seconds)
    {
        var started = Stopwatch.GetTimestamp();
        var version = await silo.Thread(article).GetVersionAsync(default);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (version.Total < comments) throw new InvalidOperationException($"A thread of {comments} comments came back with {version.Total}.");
        run.Add(new Figure($"activation of a thread of {comments:#,0}", elapsed, "s", Required: new Requirement(AtMost: seconds)));
    }

    private static async Task FillAsync(ICommentThreadGrain thread, int comments)
    {
        var left = comments;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(256, comments)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await Comments.PostAsync(thread);
        })));
    }

    private static async Task<double> MedianAsync(int calls, Func<Task> callAsync)
    {
        for (var number = 0; number < 50; number++) await callAsync();
        var ticks = new List<long>();
        for (var number = 0; number < calls; number++)
        {
            var started = Stopwatch.GetTimestamp();
            await callAsync();
            ticks.Add(Stopwatch.GetTimestamp() - started);
        }

        ticks.Sort();
        return ticks[calls / 2] * 1000.0 / Stopwatch.Frequency;
    }

    private static async Task ReadFirstPageAsync(ICommentThreadGrain thread)
    {
        var page = await thread.ReadPageAsync(new ThreadPageQuery { Limit = 50 });
        if (page.Items.Length == 0) throw new InvalidOperationException("The first page of a thread with comments came back empty.");
    }
}
