using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

/// <summary>What moderators decide and take back, and what readers flag.</summary>
public sealed class ThreadDecidingTests
{
    [Fact]
    public void Flag_ByAnyNumberOfBrowsers_KeepsAHundred() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Flag me"));
        for (var i = 0; i < 120; i++) Assert.True(await scene.Core.FlagAsync(new(id, FlagReason.Spam, $"note {i}", new(Guid.NewGuid()))));
        var moderated = Assert.Single((await scene.Core.ReadForModeratorsAsync([id], Posts.Moderator))!.Value);
        Assert.Equal(100, moderated.Flags.Length);
    });

    [Fact]
    public void Decide_RepeatedBecauseItsAnswerWasLost_IsAnsweredAsItWas_AndUndoesNothing() => ThreadScene.Play(async scene =>
    {
        var held = await scene.PostAsync(Posts.New("Held", status: CommentStatus.Held));
        var flagged = await scene.PostAsync(Posts.New("Flagged"));
        var other = await scene.PostAsync(Posts.New("Other"));
        Assert.True(await scene.Core.FlagAsync(new(flagged, FlagReason.Abuse, "", new(Guid.NewGuid()))));
        var approve = Posts.Decide(Decision.Approve, held, flagged, other) with { Command = Guid.NewGuid() };
        var first = await scene.Core.DecideAsync(approve);
        Assert.Equal([held, flagged], first.Changed);
        await scene.CrashAsync();

        var again = await scene.Core.DecideAsync(approve with { IsRepeated = true });
        Assert.Equal([held, flagged], again.Changed);
        Assert.Equal([flagged], again.Kept);
        Assert.Equal(first.Position, again.Position);

        // What somebody decided since stays as it is; another command is told what it changes itself.
        Assert.True((await scene.Core.DecideAsync(Posts.Decide(Decision.Trash, held))).Done);
        Assert.Equal([held, flagged], (await scene.Core.DecideAsync(approve with { IsRepeated = true })).Changed);
        Assert.Equal(CommentStatus.Trash, (await scene.Core.ReadForModeratorsAsync([held], Posts.Moderator))!.Value[0].View.Status);
        Assert.Equal([held], (await scene.Core.DecideAsync(approve with { Command = Guid.NewGuid(), IsRepeated = true })).Changed);
        Assert.False((await scene.Core.DecideAsync(approve with { IsRepeated = true, Actor = new("al", "Al", Accounts.Role.Author) })).Done);
    });

    [Fact]
    public void Undo_OfADecision_BringsBackStatusAndFlags_OnceHoweverOftenItIsSent() => ThreadScene.Play(async scene =>
    {
        foreach (var decision in new[] { Decision.Spam, Decision.Hold, Decision.Trash, Decision.Approve })
        {
            var flagged = await scene.PostAsync(Posts.New($"Flagged, {decision}"));
            var plain = await scene.PostAsync(Posts.New($"Plain, {decision}", status: decision == Decision.Approve ? CommentStatus.Held : CommentStatus.Approved));
            Assert.True(await scene.Core.FlagAsync(new(flagged, FlagReason.Abuse, "", new(Guid.NewGuid()))));
            var decide = Posts.Decide(decision, flagged, plain) with { Command = Guid.NewGuid() };
            Assert.Equal([flagged, plain], (await scene.Core.DecideAsync(decide)).Changed);
            Assert.Equal(ModerationQueues.None, QueuesOf(flagged) & ModerationQueues.Flagged);

            var undo = Undo(decide);
            var undone = await scene.Core.DecideAsync(undo);
            await scene.CrashAsync();
            var again = await scene.Core.DecideAsync(undo with { IsRepeated = true });

            Assert.Equal([flagged, plain], undone.Changed);
            Assert.Equal((undone.Position, decision == Decision.Approve ? 1 : 0), (again.Position, again.Kept.Length));
            Assert.Equal(undone.Changed, again.Changed);
            Assert.Equal(ModerationQueues.All | ModerationQueues.Flagged, QueuesOf(flagged));
            Assert.Equal(ModerationQueues.All | (decision == Decision.Approve ? ModerationQueues.Held : ModerationQueues.None), QueuesOf(plain));
            // What was taken back is not the last decision any more; the undo is, and can be taken back itself.
            Assert.Empty((await scene.Core.DecideAsync(Undo(decide))).Changed);
            Assert.Equal([flagged, plain], (await scene.Core.DecideAsync(Undo(undo))).Changed);
            Assert.Equal(ModerationQueues.None, QueuesOf(flagged) & ModerationQueues.Flagged);
        }

        ModerationQueues QueuesOf(CommentId id) => ThreadCore.QueuesOf(scene.Core.Index[id.Number]);
    });

    [Fact]
    public void Undo_LeavesWhatWasDecidedSince() => ThreadScene.Play(async scene =>
    {
        var ids = new List<CommentId>();
        for (var i = 0; i < 3; i++) ids.Add(await scene.PostAsync(Posts.New($"Restored {i}", commenter: $"{i}")));
        var (restored, held, erased) = (ids[0], ids[1], ids[2]);
        await scene.Core.DecideAsync(Posts.Decide(Decision.Spam, [.. ids]));
        var restore = Posts.Decide(Decision.Restore, [.. ids]) with { Command = Guid.NewGuid() };
        Assert.Equal(ids, (await scene.Core.DecideAsync(restore)).Changed);
        await scene.Core.DecideAsync(Posts.Decide(Decision.Trash, restored) with { Command = Guid.NewGuid() });
        Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(held, "See https://example.org/", 1, null, hold: "links")));
        await scene.Core.EraseAsync(new("2", Posts.Moderator));

        var undone = await scene.Core.DecideAsync(Undo(restore));
        Assert.Equal((true, 0), (undone.Done, undone.Changed.Length));
        Assert.Equal([CommentStatus.Trash, CommentStatus.Held, CommentStatus.Erased], ids.Select(id => scene.Core.Index[id.Number].Status));
        Assert.False((await scene.Core.DecideAsync(Undo(restore) with { Actor = Posts.Author })).Done);
    });

    [Fact]
    public void Undo_AndADecisionAtOnce_AreInOneOrder() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Wanted by two"));
        var hold = Posts.Decide(Decision.Hold, id) with { Command = Guid.NewGuid() };
        await scene.Core.DecideAsync(hold);

        var trash = scene.Core.DecideAsync(Posts.Decide(Decision.Trash, id));
        var undone = await scene.Core.DecideAsync(Undo(hold));

        Assert.Equal([id], (await trash).Changed);
        Assert.Empty(undone.Changed);
        Assert.Equal(CommentStatus.Trash, scene.Core.Index[id.Number].Status);
    });

    [Fact]
    public void Undo_LeavesWhereARestoreLeadsTo() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Seen by readers"));
        await scene.Core.DecideAsync(Posts.Decide(Decision.Spam, id));
        var hold = Posts.Decide(Decision.Hold, id) with { Command = Guid.NewGuid() };
        await scene.Core.DecideAsync(hold);
        Assert.Equal([id], (await scene.Core.DecideAsync(Undo(hold))).Changed);

        await scene.Core.DecideAsync(Posts.Decide(Decision.Restore, id));
        Assert.Equal(CommentStatus.Approved, scene.Core.Index[id.Number].Status);
    });

    [Fact]
    public void Decide_LateRepetitionWithTheStatusItSaw_UndoesNothing() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Waits", status: CommentStatus.Held));
        var approve = Posts.Decide(Decision.Approve, id) with { Expected = CommentStatus.Held };
        Assert.True((await scene.Core.DecideAsync(approve)).Done);
        Assert.True((await scene.Core.DecideAsync(Posts.Decide(Decision.Trash, id) with { Expected = CommentStatus.Approved })).Done);
        Assert.True((await scene.Core.DecideAsync(approve)).Done);
        Assert.Equal(CommentStatus.Trash, (await scene.Core.FindAsync(id, 50))!.Status);
    });

    private static DecideComments Undo(DecideComments command) => new(command.Ids, default, Posts.Moderator) { Command = Guid.NewGuid(), Undoes = command.Command };
}
