using System.Diagnostics;
using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Comments;
using OrleansNews.Logs;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>
/// Whether a reader notices that blocks are merged: while a thread is filled, one reads its first page at a steady pace. What the page took beside a merge stands against what it took when
/// none was under way, of the same thread, at the same pace, beside the same posts.
/// </summary>
internal static class ReaderBesideMerges
{
    // What hundreds of callers post fills blocks that need no merging; what these post does not.
    private const int Callers = 32;

    private const long Article = 1;

    // From which length on a wait is noticed; the requirement for posts is the same.
    private const double Noticed = 100;

    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync(ScenarioRun run)
    {
        var comments = run.IsBrief ? 20_000 : 1_000_000;
        using var folder = new TemporaryFolder();
        var filled = await MeasureAsync(run, folder.Path, comments);

        // And what a day later is left of it.
        await using var silo = await ThreadSilo.StartAsync(folder.Path, later: TimeSpan.FromHours(31));
        await Comments.PostAsync(silo.Thread(Article));
        var settled = await silo.CountSettledAsync(Article);
        run.Add(new Figure($"objects in storage, thread of {comments:#,0} that {Callers} callers filled, right after", filled, "objects", LimitedBy: string.Create(
            CultureInfo.InvariantCulture,
            $"most of them are blocks that merges replaced, which are kept for a day; {settled:#,0} when they are deleted; the number that is bounded is that of `threads length`, where more callers fill blocks that need no merging")));
    }

    private static async Task<long> MeasureAsync(ScenarioRun run, string folder, int comments)
    {
        await using var silo = await ThreadSilo.StartAsync(folder);
        var thread = silo.Thread(Article);
        for (var number = 0; number < 100; number++) await Comments.PostAsync(thread);
        var merges = silo.Merges.Given;
        var begin = Stopwatch.GetTimestamp();
        var filling = FillAsync(thread, comments);
        var reads = await ReadAsync(silo.Merges, thread, filling, countFrom: run.IsBrief ? run.WarmUp : _warmUp);
        await filling;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var (beside, without) = (Result(reads, besideMerge: true, elapsed), Result(reads, besideMerge: false, elapsed));
        var what = $"first page read every {_between.TotalMilliseconds:0} ms while {comments:#,0} comments are posted, beside a merge of blocks against beside none";
        run.Add(new Figure($"{what}, longest", beside.Longest, "ms", without.Longest, new Requirement(AtMost: Noticed), string.Create(
            CultureInfo.InvariantCulture,
            $"{silo.Merges.Given - merges:#,0} merges, {beside.SortedTicks.Count:#,0} reads beside one and {without.SortedTicks.Count:#,0} beside none; {Callers} callers posted {comments / elapsed.TotalSeconds:#,0} comments a second")));
        run.Add(new Figure($"{what}, 99th percentile", beside.Percentile(0.99), "ms", without.Percentile(0.99)));
        var quiet = await PacedLoad.RunAsync(run.WarmUp, run.Duration, _between, () => Comments.ReadFirstPageAsync(thread));
        run.Add(new Figure("the same page at the same pace when nothing is posted any more, 99th percentile", quiet.Percentile(0.99), "ms"));
        return await silo.CountSettledAsync(Article);
    }

    private static async Task FillAsync(ICommentThreadGrain thread, int comments)
    {
        var begun = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= comments) await Comments.PostAsync(thread);
        })));
    }

    // A read that had to wait for the one before it met what that one met.
    private static async Task<List<(long Ticks, bool BesideMerge)>> ReadAsync(MergeTurns merges, ICommentThreadGrain thread, Task filling, TimeSpan countFrom)
    {
        var reads = new List<(long Ticks, bool BesideMerge)>();
        var first = Stopwatch.GetTimestamp() + (long)(countFrom.TotalSeconds * Stopwatch.Frequency);
        var (ended, besideMerge) = (0L, false);
        await PacedLoad.RunAsync(_between, _ => !filling.IsCompleted, ReadOnceAsync, (due, ticks) =>
        {
            if (due >= first) reads.Add((ticks, besideMerge));
        });
        return reads;

        async Task ReadOnceAsync()
        {
            var given = merges.Given;
            var isLate = Stopwatch.GetElapsedTime(ended) < TimeSpan.FromMilliseconds(1);
            besideMerge = (isLate && besideMerge) || merges.Running > 0;
            await Comments.ReadFirstPageAsync(thread);
            besideMerge |= merges.Given != given;
            ended = Stopwatch.GetTimestamp();
        }
    }

    private static LoadResult Result(List<(long Ticks, bool BesideMerge)> reads, bool besideMerge, TimeSpan elapsed) =>
        new(elapsed, [.. reads.Where(read => read.BesideMerge == besideMerge).Select(read => read.Ticks).Order()]);
}
