using System.Globalization;
using OrleansNews.Benchmarks.Measuring;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>What the index of a long thread takes where a moderator decided about every comment, as where newcomers are held. The rest of a thread is caches of bounded size.</summary>
internal static class DecidedComments
{
    public static async Task MeasureAsync(ScenarioRun run)
    {
        var comments = run.IsBrief ? 20_000 : 1_000_000;
        var before = (await ThreadsScenario.ReadMemoryAsync()).Heap;
        var index = Fill(comments);
        var held = (await ThreadsScenario.ReadMemoryAsync()).Heap - before;
        run.Add(new Figure($"memory of the index of {comments:#,0} comments that were held and then approved", held / (double)(1 << 20), "MB", Required: new Requirement(AtMost: 200), LimitedBy: string.Create(
            CultureInfo.InvariantCulture, $"of the managed heap, after a full collection: {held / (double)index.Total:0} bytes a comment, entries, tables and decisions; the texts in the caches of a thread come to it")));
    }

    private static ThreadIndex Fill(int comments)
    {
        var index = new ThreadIndex();
        for (var number = 1; number <= comments; number++)
        {
            var comment = Comments.New();
            index.Apply(number, new StoredEvent
            {
                Kind = EventKind.Posted,
                Number = number,
                Status = CommentStatus.Held,
                Commenter = comment.Commenter,
                Submission = comment.Submission.Value,
                DuplicateByAuthor = comment.DuplicateByAuthor,
                DuplicateByEmail = comment.DuplicateByEmail,
            });
        }

        for (var number = 1; number <= comments; number++) index.Apply(comments + number, new StoredEvent { Kind = EventKind.Decided, Number = number, Status = CommentStatus.Approved });
        return index;
    }
}
