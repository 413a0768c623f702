using FsCheck;
using FsCheck.Fluent;
using OrleansNews.Listings;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>How a shard of the queues takes reports, in what order they ever come.</summary>
public sealed class QueueTreesTests
{
    private const long Noon = 1_795_348_800;

    private readonly QueueTrees _trees = new(new TreeNodesInMemory<QueueEntry>(), new TreeNodesInMemory<QueuedThread>(), leafCapacity: 4);
    private ModerationQueueState _state = new();

    [Fact]
    public async Task Report_MovesAComment_FromQueueToQueue()
    {
        Assert.True(await ReportAsync(0, 1, (1, ModerationQueues.Held | ModerationQueues.All)));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.Held));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.All));

        Assert.True(await ReportAsync(1, 2, (1, ModerationQueues.Spam)));

        Assert.Empty(await NumbersAsync(ModerationQueues.Held));
        Assert.Empty(await NumbersAsync(ModerationQueues.All));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.Spam));
    }

    /// <summary>Random comments, each report on many of them in any order, in leaves of four, against a plain dictionary.</summary>
    [Fact]
    public void Reports_OfManyComments_LeaveEachWhereItStandsLast()
    {
        var comment = from number in Gen.Choose(1, 90)
                      from queues in Gen.Choose(0, 31)
                      select (number, (ModerationQueues)queues);
        var history = Gen.ListOf(Gen.ListOf(comment)).Select(reports => reports.Select(report => report.ToArray()).ToArray());

        Prop.ForAll(Arb.From(history), reports => MatchesModelAsync(reports).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60));
    }

    private async Task<bool> MatchesModelAsync((int Number, ModerationQueues Queues)[][] reports)
    {
        _state = new();
        var model = new Dictionary<int, ModerationQueues>();
        for (var i = 0; i < reports.Length; i++)
        {
            Assert.True(await ReportAsync(i, i + 1, reports[i]));
            foreach (var (number, queues) in reports[i]) model[number] = queues;
            foreach (var queue in QueueTrees.Queues)
            {
                var expected = model.Where(stand => (stand.Value & queue) != 0).Select(stand => stand.Key).OrderDescending().ToList();
                Assert.Equal(expected, await NumbersAsync(queue));
                Assert.Equal(expected.Count, _state.Of(queue).Count);
            }
        }

        return true;
    }

    [Fact]
    public async Task Report_ThatComesLate_ChangesNothing()
    {
        await ReportAsync(0, 5, (1, ModerationQueues.Held));
        await ReportAsync(5, 6, (1, ModerationQueues.Trash));

        Assert.True(await ReportAsync(0, 5, (1, ModerationQueues.Held)));

        Assert.Empty(await NumbersAsync(ModerationQueues.Held));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.Trash));
    }

    [Fact]
    public async Task Report_Repeated_DoublesNothing()
    {
        for (var i = 0; i < 3; i++) Assert.True(await ReportAsync(0, 1, (1, ModerationQueues.Held)));

        Assert.Equal([1], await NumbersAsync(ModerationQueues.Held));
        Assert.Equal(1, _state.Held.Count);
    }

    [Fact]
    public async Task Report_BehindAGap_IsNotTaken_UntilEverythingIsTold()
    {
        await ReportAsync(0, 2, (1, ModerationQueues.Held));

        Assert.False(await ReportAsync(7, 8, (3, ModerationQueues.Held)));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.Held));
        Assert.True(await ReportAsync(0, 8, (1, ModerationQueues.All), (2, ModerationQueues.Held), (3, ModerationQueues.Held)));

        Assert.Equal([3, 2], await NumbersAsync(ModerationQueues.Held));
    }

    [Fact]
    public async Task Report_OfAnotherEpoch_IsTakenWhole_AndTheOldEpochNoMore()
    {
        await ReportAsync(0, 9, (1, ModerationQueues.Held));

        Assert.False(await ReportAsync(new() { Article = new(8), Epoch = 2, After = 4, AsOf = 5, IsLast = true, Comments = [new(2, Noon, ModerationQueues.Held)] }));
        Assert.True(await ReportAsync(new() { Article = new(8), Epoch = 2, After = 0, AsOf = 5, IsLast = true, Comments = [new(1, Noon + 1, ModerationQueues.All)] }));
        await ReportAsync(9, 10, (1, ModerationQueues.Spam));

        Assert.Empty(await NumbersAsync(ModerationQueues.Held));
        Assert.Empty(await NumbersAsync(ModerationQueues.Spam));
        Assert.Equal([1], await NumbersAsync(ModerationQueues.All));
    }

    [Fact]
    public async Task Report_InSeveralParts_IsCompleteWithTheLast()
    {
        await ReportAsync(new() { Article = new(8), Epoch = 1, After = 0, AsOf = 6, IsLast = false, Comments = [new(1, Noon, ModerationQueues.Held)] });
        Assert.False(await ReportAsync(6, 7, (3, ModerationQueues.Held)));
        await ReportAsync(new() { Article = new(8), Epoch = 1, After = 0, AsOf = 6, IsLast = true, Comments = [new(2, Noon, ModerationQueues.Held)] });

        Assert.True(await ReportAsync(6, 7, (3, ModerationQueues.Held)));
        Assert.Equal([3, 2, 1], await NumbersAsync(ModerationQueues.Held));
    }

    [Fact]
    public async Task Pages_OfManyComments_ShowEachOnce_TheNewestFirst()
    {
        for (var number = 1; number <= 100; number++) await ReportAsync(number - 1, number, (number, ModerationQueues.Held));

        var seen = new List<int>();
        QueuePlace? before = null;
        do
        {
            var page = await _trees.ReadAsync(_state, new(ModerationQueues.Held, before, 7), 1_000);
            seen.AddRange(page.Places.Select(place => place.Id.Number));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, 100).Reverse(), seen);
    }

    [Fact]
    public async Task Pages_OfOneStory_HoldNoOther_AndGoOnBehindEmptyOnes()
    {
        for (var number = 1; number <= 900; number++) await HoldAsync(new(number == 3 ? 16 : 8), number);

        var seen = new List<(long, int)>();
        var pages = 0;
        QueuePlace? before = null;
        do
        {
            var page = await _trees.ReadAsync(_state, new(ModerationQueues.Held, before, 5, new(16)), QueueTrees.LeafCapacity);
            seen.AddRange(page.Places.Select(place => (place.Id.Article.Value, place.Id.Number)));
            before = page.Next;
            pages++;
        }
        while (before is not null);

        Assert.Equal([(16L, 3)], seen);
        Assert.InRange(pages, 2, 5);
    }

    private async Task HoldAsync(ArticleId article, int number) =>
        await ReportAsync(new() { Article = article, Epoch = 1, After = 0, AsOf = number, IsLast = true, Comments = [new(number, Noon + number, ModerationQueues.Held)] });

    private Task<bool> ReportAsync(long after, long asOf, params (int Number, ModerationQueues Queues)[] comments) => ReportAsync(new()
    {
        Article = new(8),
        Epoch = 1,
        After = after,
        AsOf = asOf,
        IsLast = true,
        Comments = [.. comments.Select(comment => new QueuedComment(comment.Number, Noon + comment.Number, comment.Queues))],
    });

    private async Task<bool> ReportAsync(QueueReport report)
    {
        (_state, var taken) = await _trees.ApplyAsync(_state, [report]);
        return taken[0];
    }

    private async Task<IEnumerable<int>> NumbersAsync(ModerationQueues queue) =>
        (await _trees.ReadAsync(_state, new(queue, null, 100), 1_000)).Places.Select(place => place.Id.Number);
}
