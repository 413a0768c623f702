using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread holds, reads and commits at once, however long it is.</summary>
public sealed class ThreadBoundsTests
{
    [Fact]
    public void Commits_HoldNoMoreCommandsThanOneMay_AndNotManyFewer() => ThreadScene.Play(new() { MaxBatchCommands = 10 }, async scene =>
    {
        var commits = await PostAtOnceAsync(scene, [.. Enumerable.Range(0, 100).Select(number => $"Comment {number}")]);

        Assert.All(commits, commit => Assert.InRange(commit.Length, 1, 10));
        Assert.InRange(commits.Count, 10, 12);
    });

    [Fact]
    public void Commits_HoldNoMoreBytesThanOneMay_AndALargerCommandAlone() => ThreadScene.Play(new() { MaxBatchBytes = 30_000 }, async scene =>
    {
        var commits = await PostAtOnceAsync(scene, [.. Enumerable.Range(0, 20).Select(number => new string((char)('a' + number), number == 7 ? 60_000 : 3_000))]);

        // A command counts three bytes a character and something for the rest of it: three of the others are as many as one commit may have.
        Assert.All(commits, commit => Assert.True(commit.Length == 1 || commit.Sum(text => 3 * text.Length) <= 30_000, $"A commit had {commit.Length} texts."));
        Assert.Single(commits, commit => commit is [{ Length: 60_000 }]);
        Assert.Contains(commits, commit => commit.Length == 3);
        Assert.InRange(commits.Count, 8, 10);
    });

    [Fact]
    public void Queue_OfMoreCommandsThanMayWait_IsBusy_UntilTheyAreCommitted() => ThreadScene.Play(new() { MaxQueuedCommands = 5 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var posting = Enumerable.Range(0, 10).Select(number => scene.Core.PostAsync(Posts.New($"Comment {number}"))).ToList();

        // The first is on its way, five wait.
        Assert.Equal(5, scene.Core.QueuedCommands);
        var answers = await Task.WhenAll(posting);
        Assert.All(answers.Take(6), answer => Assert.IsType<CommentPosted>(answer));
        Assert.All(answers.Skip(6), answer => Assert.Equal(new CommentRefused(CommentRefusal.Busy), answer));
        await scene.PostAsync(Posts.New("After"));
    });

    [Fact]
    public void Queue_OfMoreBytesThanMayWait_IsBusy_AndALargerCommandWaitsAlone() => ThreadScene.Play(new() { MaxQueuedBytes = 15_000 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        int[] lengths = [10, 2_000, 2_000, 2_000, 10];
        var answers = await Task.WhenAll(lengths.Select((length, number) => scene.Core.PostAsync(Posts.New(number + new string('x', length)))));
        Assert.Equal([true, true, true, false, true], answers.Select(answer => answer is CommentPosted));

        // Nothing waits but what is on its way: then one may be as large as it is.
        answers = await Task.WhenAll(new[] { 10, 20_000, 10 }.Select((length, number) => scene.Core.PostAsync(Posts.New($"Again {number}" + new string('y', length)))));
        Assert.Equal([true, true, false], answers.Select(answer => answer is CommentPosted));
        await scene.PostAsync(Posts.New("After"));
    });

    [Fact]
    public void Standing_BehindAnotherStorysComment_IsLookedForAmongSoMany_AndOfALongerThreadTheQueuesTell() => ThreadScene.Play(async scene =>
    {
        var first = await scene.PostAsync(Posts.New("First", status: CommentStatus.Held));
        var (other, query) = (new CommentId(1), new StandingQuery([CommentStatus.Held], false, null, 10));
        Assert.Empty((await scene.Core.FindStandingAsync(query with { Before = new(other, 0) }, Posts.Moderator))!.Found);

        foreach (var some in Enumerable.Range(0, 20_000).Chunk(200)) await Task.WhenAll(some.Select(number => scene.PostAsync(Posts.New($"Comment {number}"))));

        await Assert.ThrowsAsync<ThreadUnavailableException>(() => scene.Core.FindStandingAsync(query with { Before = new(other, 0) }, Posts.Moderator));
        Assert.Equal(first, Assert.Single((await scene.Core.FindStandingAsync(query with { Before = new(other, long.MaxValue) }, Posts.Moderator))!.Found).Id);
        // Its own is a number, and the only one that is held is found among whatever readers see.
        Assert.Equal(first, Assert.Single((await scene.Core.FindStandingAsync(query, Posts.Moderator))!.Found).Id);
    });

    [Fact]
    public void Activation_ReadsTheIndexAndWhatIsNewer_AndAsMuchOfALongThreadAsOfAShortOne() => ThreadScene.Play(new() { SnapshotEvents = 100 }, async scene =>
    {
        await scene.FillAsync(400);
        var few = await ActivateAsync(scene);
        await scene.FillAsync(1_200);
        var many = await ActivateAsync(scene);

        Assert.InRange(few, 1, 20);
        Assert.InRange(many, 1, 20);
        Assert.Equal(1_600, (await scene.Core.GetVersionAsync(default)).Total);
    });

    [Fact]
    public void Page_OfALongThread_ReadsTheBlocksOfItsTextsAlone() => ThreadScene.Play(new() { SnapshotEvents = 100 }, async scene =>
    {
        await scene.FillAsync(1_200);
        await ActivateAsync(scene);
        scene.Cluster.Store.Reads.Clear();

        var page = await scene.Core.ReadPageAsync(new() { Page = 1, Limit = 20 });

        Assert.StartsWith("Filling 0 ", page.Items[0].Text, StringComparison.Ordinal);
        Assert.Equal(20, page.Items.Length);
        Assert.InRange(scene.Cluster.Store.Reads.Count, 1, 4);
        Assert.True(scene.Objects.Count > 20);
    });

    /// <summary>Each is written once, and fetched by nobody: in a cluster, that is a question to the database for each.</summary>
    [Fact]
    public void Blocks_ThatWereTails_AreMerged_AndRead_FromMemory() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(100);
        await scene.Core.ReadPageAsync(new() { Order = ThreadOrder.Newest, Limit = 1 });

        Assert.True(scene.Objects.Keys.Count(name => name.Kind == ObjectKind.Merged) > 3, "Too little was merged for this test.");
        Assert.DoesNotContain(scene.Cluster.Store.Reads, name => name.Kind == ObjectKind.Block);
    });

    [Fact]
    public void Texts_ThatWereRead_AreNotKeptBeyondTheirRoom() => ThreadScene.Play(new() { SnapshotEvents = 100, CacheBytes = 20_000 }, async scene =>
    {
        await scene.FillAsync(400);
        await ActivateAsync(scene);
        await ReadAllAsync(scene);

        scene.Cluster.Store.Reads.Clear();
        await ReadAllAsync(scene);

        Assert.NotEmpty(scene.Cluster.Store.Reads);
    });

    [Fact]
    public void Head_OfALongThread_IsHardlyLongerThanThatOfAShortOne() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(400);
        var few = await SettledHeadAsync(scene);
        await scene.FillAsync(1_200);
        var many = await SettledHeadAsync(scene);

        Assert.InRange(many, 1, few + 1_000);
        Assert.NotNull(scene.Head.Manifest);
    });

    [Fact]
    public void Entry_OfTheIndex_TakesAboutAHundredBytes() => Assert.InRange(Marshal.SizeOf<CommentEntry>(), 1, 110);

    [Fact]
    public void Index_OfCommentsThatWereHeldAndThenApproved_TakesLittleMoreThanOfThoseThatReadersSawAtOnce()
    {
        const int Comments = 100_000;
        var index = new ThreadIndex();
        for (var number = 1; number <= Comments; number++) index.Apply(number, new StoredEvent { Kind = EventKind.Posted, Number = number, Status = CommentStatus.Held });
        var approvals = Enumerable.Range(1, Comments).Select(number => new StoredEvent { Kind = EventKind.Decided, Number = number, Status = CommentStatus.Approved }).ToArray();

        // No more is held than was allocated, by this thread alone.
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var approval in approvals) index.Apply(index.Through + 1, approval);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Comments, 1, 32);
        Assert.Equal(Comments, index.Total);
        Assert.Equal([new Amendment(Comments + 70_000, 0)], index.AmendmentsOf(70_000));
    }

    [Fact]
    public void Snapshot_OfAThreadInWhichEveryCommentWasDecided_WritesNoMoreThanWhatChangedSince() => ThreadScene.Play(new() { SnapshotEvents = 1_000 }, async scene =>
    {
        const int InTheLastPart = 808; // Then the last decision of a thousand has an index stored behind it.
        var ids = new List<CommentId>();
        foreach (var some in Enumerable.Range(0, ThreadIndex.PartSize * 2 + InTheLastPart).Chunk(200))
            ids.AddRange(await Task.WhenAll(some.Select(number => scene.PostAsync(Posts.New($"Comment {number}", status: CommentStatus.Held)))));
        foreach (var some in ids.Chunk(ThreadRules.MaxDecided)) await DecideAsync(Decision.Approve, some);
        var (before, _) = ReadSnapshot(scene);

        for (var times = 0; times < 4; times++) await DecideAsync(times % 2 == 0 ? Decision.Hold : Decision.Approve, [.. ids.TakeLast(300)]);

        var (after, root) = ReadSnapshot(scene);
        Assert.Equal(before[..2], after[..2]);
        Assert.NotEqual(before[2], after[2]);
        Assert.InRange(root, 1, 1_000);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        Assert.All(ids.Take(100), id => Assert.Single(scene.Core.Index.AmendmentsOf(id.Number)));
        Assert.Equal(5, scene.Core.Index.AmendmentsOf(ids[^1].Number).Count);

        async Task DecideAsync(Decision decision, CommentId[] some)
        {
            Assert.Equal(some.Length, (await scene.Core.DecideAsync(Posts.Decide(decision, some))).Changed.Length);
            await scene.World.Delay(60_000);
        }
    });

    // The parts of the stored index, and how long its root is.
    private static (ImmutableArray<ObjectName> Parts, int Root) ReadSnapshot(ThreadScene scene)
    {
        var root = scene.Objects[scene.Head.Snapshot!.Name];
        return (SnapshotCodec.PartNames(SnapshotCodec.DecodeRoot(root)!), root.Length);
    }

    // The texts of each commit. One command each: every one of them is an event.
    private static async Task<List<string[]>> PostAtOnceAsync(ThreadScene scene, IReadOnlyList<string> texts)
    {
        await scene.PostAsync(Posts.New("Before"));
        scene.Cluster.Ends.Clear();
        var before = scene.Core.Version.Position.Sequence;
        var answers = await Task.WhenAll(texts.Select(text => scene.Core.PostAsync(Posts.New(text))));
        Assert.All(answers, answer => Assert.IsType<CommentPosted>(answer));
        var ends = scene.Cluster.Ends.Select(end => (int)(end.Sequence - before)).ToList();
        Assert.Equal(texts.Count, ends[^1]);
        return [.. ends.Prepend(0).Zip(ends).Select(commit => texts.Skip(commit.First).Take(commit.Second - commit.First).ToArray())];
    }

    // How many objects a new activation reads until it knows the thread: no block that the stored index covers, but for the last second, of which the queues may not have been told.
    private static async Task<int> ActivateAsync(ThreadScene scene)
    {
        const int ASecond = 20;
        var covered = new List<ObjectName>();
        var last = scene.Head.Manifest?.Through ?? 0;
        foreach (var block in scene.Head.Blocks)
        {
            last += block.Count;
            if (last + ASecond <= scene.Head.Snapshot!.Through) covered.Add(block.Name);
        }

        await scene.CrashAsync();
        scene.Cluster.Store.Reads.Clear();
        await scene.Core.EnsureOpenAsync();
        Assert.Empty(scene.Cluster.Store.Reads.Intersect(covered));
        return scene.Cluster.Store.Reads.Count;
    }

    private static async Task ReadAllAsync(ThreadScene scene)
    {
        for (string? cursor = null; ;)
        {
            var page = await scene.Core.ReadPageAsync(new() { Cursor = cursor, Limit = 100 });
            cursor = page.Next;
            if (cursor is null) return;
        }
    }

    // A day later what was replaced is deleted, and no longer named.
    private static async Task<int> SettledHeadAsync(ThreadScene scene)
    {
        await scene.World.Delay(31 * 3_600_000);
        await scene.FillAsync(5);
        await scene.World.Delay(60_000);
        return scene.Cluster.Store.Head!.Value.Length;
    }

    // Under a load whoever is refused costs no look at the head: the next commit says as much.
    [Fact]
    public void Refusals_BesideComments_AskTheStoreOnlyWhereNoCommitHas() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("First", key: "first"));
        scene.Cluster.Route().Connection.Hang = 10;
        var (core, reads) = (scene.Core, scene.Cluster.Store.HeadReads);
        var posting = core.PostAsync(Posts.New("Second"));
        await scene.World.Delay(1);
        var duplicate = core.PostAsync(Posts.New("First", key: "again"));
        var next = core.PostAsync(Posts.New("Third"));
        Assert.Equal(new CommentRefused(CommentRefusal.Duplicate), await duplicate);
        foreach (var post in new[] { posting, next }) Assert.IsType<CommentPosted>(await post);
        Assert.Equal(reads, scene.Cluster.Store.HeadReads);

        Assert.Equal(new CommentRefused(CommentRefusal.Duplicate), await core.PostAsync(Posts.New("First", key: "once more")));
        Assert.Equal(reads + 1, scene.Cluster.Store.HeadReads);
    });
}
