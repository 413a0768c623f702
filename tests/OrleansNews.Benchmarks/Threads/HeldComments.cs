using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Comments;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>
/// What it costs that a comment waits for a moderator: before it is committed the registry of outboxes has to know the thread, so that no crash hides the comment from the moderation queue,
/// and the queue is told afterwards. Comments that are shown at once, in the same silo and in turns, are the reference.
/// </summary>
internal static class HeldComments
{
    private const int Callers = 256;

    public static async Task MeasureAsync(ScenarioRun run)
    {
        using var folder = new TemporaryFolder();
        await using var silo = await ThreadSilo.StartAsync(folder.Path);
        var (shown, held) = (silo.Thread(1), silo.Thread(2));
        var rounds = new List<(LoadResult Shown, LoadResult Held, string Cost)>();
        for (var round = 0; round < (run.IsBrief ? 1 : Rounds.Count); round++)
        {
            var (reference, _) = await PostAsync(run, shown, CommentStatus.Approved);
            var (load, cost) = await PostAsync(run, held, CommentStatus.Held);
            rounds.Add((reference, load, cost));
        }

        var middle = rounds.OrderBy(round => round.Held.Rate / round.Shown.Rate).ElementAt(rounds.Count / 2);
        run.Add(new Figure($"acknowledged comments that are held, one story, {Callers} callers, against shown ones", middle.Held.Rate, "comments/s", middle.Shown.Rate, LimitedBy:
            "a comment waits until the registry of outboxes has stored that the thread has news, unless it has already, while the commits of others go on, and the moderation queue takes the comments beside it; " + middle.Cost));
        run.Add(new Figure("post latency of held comments, 99th percentile, against shown ones", middle.Held.Percentile(0.99), "ms", middle.Shown.Percentile(0.99)));
        var (one, other) = await Medians.TakeTurnsAsync(run.IsBrief ? 100 : 1_000, () => Comments.PostAsync(held, CommentStatus.Held), () => Comments.PostAsync(shown));
        run.Add(new Figure("post latency of a held comment against a shown one, one caller, median", one, "ms", other,
            LimitedBy: "a comment that finds the registry without its thread waits for a commit of the registry before its own"));
    }

    private static async Task<(LoadResult Load, string Cost)> PostAsync(ScenarioRun run, ICommentThreadGrain thread, CommentStatus status)
    {
        using var costs = new Cost();
        var load = await Load.RunAsync(Callers, run.WarmUp, run.Duration, _ => Comments.PostAsync(thread, status), costs.Begin);
        return (load, costs.Describe(load.SortedTicks.Count));
    }
}
