using OrleansNews.Comments.Simulation;

namespace OrleansNews.Comments.Threads;

/// <summary>While others wait, comments come into the index beside the write of the next batch, which is decided over them before that.</summary>
public sealed class ThreadBatchesTests
{
    private static readonly BrowserId _browser = new(Guid.Parse("11111111-2222-3333-4444-555555555555"));
    private static readonly CommentId _id = CommentId.Native(SimulatedCluster.Article, 2);
    private static readonly PostComment _comment = Posts.New("Hello", commenter: "ann@example.org", browser: _browser);

    public static TheoryData<string> Commands => ["nothing", "again", "reused", "duplicate", "reply", "edit", "edit again", "flag", "trash", "erase", "close"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_AboutAComment_ThatIsNotInTheIndexYet_IsDecidedAsBehindIt(string command)
    {
        var (beside, behind) = (Play(command, isBeside: true), Play(command, isBeside: false));
        Assert.Equal(behind, beside);
    }

    [Fact]
    public void Comments_WhileOthersWait_AreInTheIndexWhenTheyAreAnswered_AndTheNextWriteHasBegun() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var core = scene.Core;
        var (first, second) = (core.PostAsync(Posts.New("First")), core.PostAsync(Posts.New("Second")));
        await first;
        Assert.Equal((1, 2, 2), (scene.Cluster.Store.WrittenAhead, core.Index.LastNumber, scene.Cluster.Model.Events.Count));
        await second;
        Assert.Equal((1, 3, 3), (scene.Cluster.Store.WrittenAhead, core.Index.LastNumber, scene.Cluster.Model.Events.Count));
    });

    [Fact]
    public void Batch_DecidedOverAnother_IsNotStored_AndLeavesTheOtherOneAlone() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        await scene.World.Delay(3_000);
        var core = scene.Core;
        var (first, second) = (core.PostAsync(Posts.New("First")), core.PostAsync(Posts.New("Second")));
        Assert.Equal(2, Assert.IsType<CommentPosted>(await first).Id.Number);
        scene.Cluster.Store.Faults = new() { ErrorBefore = 1 };
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => second);
        scene.Cluster.Store.Faults = new();
        Assert.Equal((1, 2), (scene.Cluster.Store.WrittenAhead, core.Index.LastNumber));
        await scene.World.Delay(3_000);
        scene.Cluster.Queues.Verify(core.Index); // Who moderates hears of it, although nothing else was committed.
        Assert.Equal(3, (await scene.PostAsync(Posts.New("Second"))).Number);
        await scene.CrashAsync();
        Assert.Equal(["Before", "First", "Second"], (await scene.Core.ReadPageAsync(new())).Items.Select(item => item.Text));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Index_ThatFailsToTakeWhatIsStored_IsNotGoneOnWith(bool isBeside) => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var core = scene.Core;
        var first = core.PostAsync(Posts.New("First"));
        var second = isBeside ? core.PostAsync(Posts.New("Second")) : first;
        var isBroken = true;
        scene.Cluster.Knows = _ => isBroken ? throw new InvalidOperationException("A fault of the index.") : true;

        // What is stored is answered so, whatever becomes of the index.
        Assert.Equal(2, Assert.IsType<CommentPosted>(await first).Id.Number);
        Assert.Equal(isBeside ? 3 : 2, Assert.IsType<CommentPosted>(await second).Id.Number);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(Posts.New("Third")));

        isBroken = false;
        scene.Cluster.Activate(older: false);
        Assert.Equal(isBeside ? ["Before", "First", "Second"] : ["Before", "First"], (await scene.Core.ReadPageAsync(new())).Items.Select(item => item.Text));
    });

    [Fact]
    public void Decision_IsInTheIndexBeforeAnythingElseIsDecided() => ThreadScene.Play(async scene =>
    {
        var before = await scene.PostAsync(Posts.New("Before"));
        var core = scene.Core;
        var (first, second) = (core.DecideAsync(Posts.Decide(Decision.Trash, before)), core.PostAsync(Posts.New("Second")));
        await first;
        await second;
        Assert.Equal((0, 1), (scene.Cluster.Store.WrittenAhead, core.Index.Total));
    });

    // The answer, and the log and the comments as they are in the end.
    private static string Play(string command, bool isBeside)
    {
        var found = "";
        ThreadScene.Play(async scene =>
        {
            await scene.PostAsync(Posts.New("Before"));
            var core = scene.Core;
            var first = core.PostAsync(_comment);
            if (!isBeside) await first;
            var answer = SendAsync(core, command);
            await first;
            found = $"{await answer}\n";
            foreach (var stored in scene.Cluster.Model.Events) found += $"{stored.Kind} {stored.Number} {stored.Parent} {stored.Status} {stored.Version} {stored.Text}\n";
            for (var number = 1; number <= core.Index.LastNumber; number++)
            {
                var entry = core.Index[number];
                found += $"{number} {entry.Status} {entry.Version} {entry.Parent} {entry.Depth} {entry.VisibleBelow} {entry.Flags} {core.Index.AmendmentsOf(number).Count}\n";
            }

            // What writes nothing, and what waits until the registry of outboxes has answered, lets the comment go first.
            Assert.Equal(isBeside && command is ("reply" or "edit" or "edit again" or "trash" or "close") ? 1 : 0, scene.Cluster.Store.WrittenAhead);
        });
        return found;
    }

    private static async Task<object?> SendAsync(ThreadCore core, string command) => command switch
    {
        "again" => await core.PostAsync(_comment),
        "reused" => await core.PostAsync(_comment with { PayloadHash = 1, Text = "Something else" }),
        "duplicate" => await core.PostAsync(_comment with { Submission = SubmissionId.FromKey("another") }),
        "reply" => await core.PostAsync(Posts.New("A reply", _id)),
        "edit" => await core.EditAsync(Posts.Edit(_id, "Hello there", 1, _browser)),
        "edit again" => string.Join(' ', await Task.WhenAll(core.EditAsync(Posts.Edit(_id, "Hello there", 1, _browser)), core.EditAsync(Posts.Edit(_id, "Hello there", 1, _browser)))),
        "flag" => await core.FlagAsync(new(_id, FlagReason.Spam, "", _browser)),
        "trash" => (await core.DecideAsync(Posts.Decide(Decision.Trash, _id))).Changed.Length,
        "erase" => (await core.EraseAsync(new("ann@example.org", Posts.Moderator))).Done,
        "close" => (await core.SetOpenAsync(false, Posts.Moderator)).Done,
        _ => null,
    };
}
