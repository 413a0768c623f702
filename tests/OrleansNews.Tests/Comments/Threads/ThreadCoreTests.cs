using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread does with its own stored bytes, step by step.</summary>
public sealed class ThreadCoreTests
{
    // Each report costs the queues a commit of their own, and what readers see already is in no hurry.
    [Fact]
    public void Queues_WhileApprovedCommentsComeOneAfterTheOther_AreToldOnceASecond() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(100); // In about ten seconds, with blocks that are written and merged meanwhile.

        Assert.InRange(scene.Cluster.Queues.Reports, 5, 12);

        await scene.World.Delay(2_000);
        scene.Cluster.Queues.Verify(scene.Core.Index);
    });

    [Fact]
    public void Queues_AHeldCommentAmongApprovedOnes_IsToldAtOnce() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(5);
        await scene.PostAsync(Posts.New("Is this allowed?", status: CommentStatus.Held));
        await scene.World.Delay(200);

        scene.Cluster.Queues.Verify(scene.Core.Index);
    });

    [Fact]
    public void Stop_WhileQueuesAreTold_WritesNothingBehindIt_AndLeavesNobodyWaiting() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        await scene.World.Delay(2_000);
        var core = scene.Core;
        Assert.IsType<CommentPosted>(await core.PostAsync(Posts.New("Is this allowed?", status: CommentStatus.Held)));

        await core.StopAsync();

        var head = scene.Cluster.Store.Head!.Value.ToArray();
        await scene.World.Delay(120_000);
        Assert.Equal(head, scene.Cluster.Store.Head!.Value.ToArray());
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(Posts.New("Too late")));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.ReadPageAsync(new() { AtLeast = new(scene.Head.Epoch, 50) }));
        Assert.IsType<CommentPosted>(await scene.Cluster.Activate(older: false).Core.PostAsync(Posts.New("After")));
    });

    /// <summary>Whatever hangs in the background: what it ends with must not take the log from the activation that follows.</summary>
    [Fact]
    public void Stop_WhileTheBackgroundHangs_ForbidsCommitsAtOnce() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Forget me", commenter: "ann"));
        await scene.FillAsync(30);
        var activation = scene.Cluster.Route();
        await activation.Core.EraseAsync(new("ann", Posts.Moderator));
        activation.Connection.Hang = 60_000; // Before what was erased is out of the blocks.

        var stopping = activation.Core.StopAsync();

        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => activation.Core.PostAsync(Posts.New("Too late")))).IsTakenOver);
        Assert.False(stopping.IsCompleted);
        var next = scene.Cluster.Activate(older: false).Core;
        Assert.IsType<CommentPosted>(await next.PostAsync(Posts.New("After")));
        await stopping;
        Assert.IsType<CommentPosted>(await next.PostAsync(Posts.New("And nobody took it away")));
    });

    [Fact]
    public void Check_WhileTheFirstAttemptIsWritten_GivesItsAnswer() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var core = scene.Core;
        var posting = core.PostAsync(Posts.New("Hello"));
        var answer = await core.CheckAsync(Posts.New("Hello"));
        Assert.Equal(Assert.IsType<CommentPosted>(await posting).Id, Assert.IsType<CommentPosted>(answer).Id);
    });

    [Fact]
    public void Check_AnotherActivationStoredIt_IsNotARefusal() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        await scene.World.Delay(2_000);
        var stale = scene.Core;
        var other = scene.Cluster.Activate(older: false).Core;
        Assert.IsType<CommentPosted>(await other.PostAsync(Posts.New("Hello")));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => stale.CheckAsync(Posts.New("Hello")));
    });

    [Fact]
    public void Edit_RepeatedWithABodyTooLargeForTheCache_IsAnswered() => ThreadScene.Play(new() { CacheBytes = 1_000 }, async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Short"));
        var text = new string('y', 5_000);
        Assert.False(Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(id, text, 1, null))).Repeated);
        Assert.True(Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(id, text, 1, null))).Repeated);
        Assert.IsType<CommentRefused>(await scene.Core.EditAsync(Posts.Edit(id, "Other", 1, null)));
    });

    [Fact]
    public void Edit_OfADamagedComment_IsAnswered() => ThreadScene.Play(new() { SnapshotEvents = 10 }, async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Short"));
        await scene.Core.EditAsync(Posts.Edit(id, "Second words", 1, null));
        await scene.FillAsync(30);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        scene.Objects.Remove(scene.BlockWith("Second words"));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(Posts.Edit(id, "Second words", 1, null)));
    });

    [Fact]
    public void Manifest_IsLost_IsNeverReplacedByOneThatKnowsLess() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(800);
        var manifest = scene.Head.Manifest!;
        var kept = scene.Objects[manifest.Name];
        scene.Objects.Remove(manifest.Name);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        scene.Objects.Add(manifest.Name, kept); // Whoever restores it from a backup has everything again.
        for (var i = 0; i < 400; i++) await scene.PostAsync(Posts.New($"Later {i} {new string('x', 100)}"));
        await scene.World.Delay(3 * 24 * 3_600_000);
        await scene.PostAsync(Posts.New("Much later"));
        await scene.World.Delay(60_000);
        Assert.Equal(manifest, scene.Head.Manifest);
        await scene.CrashAsync();
        var first = await scene.Core.FindAsync(CommentId.Native(new(7), 1), 50);
        Assert.StartsWith("Filling 0 ", first!.View.Text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("\"x\":\"Spoil me\"", "\"x\":{\"oil me\":0}")]
    [InlineData("\"k\":\"p\",\"t\"", "\"k\":\"p\",\"t\":\"soon\",\"tt\"")]
    public void Event_IsSpoiled_OnlyItsCommentIsDamaged(string text, string spoiled) => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(3);
        var id = await scene.PostAsync(Posts.New("Spoil me"));
        await scene.FillAsync(30);
        var block = scene.BlockWith("Spoil me");
        var all = System.Text.Encoding.UTF8.GetString(scene.Objects[block].Span);
        var at = all.LastIndexOf("{\"k\"", all.IndexOf("Spoil me", StringComparison.Ordinal), StringComparison.Ordinal);
        var found = all.IndexOf(text, at, StringComparison.Ordinal);
        scene.Objects[block] = System.Text.Encoding.UTF8.GetBytes(all[..found] + spoiled + all[(found + text.Length)..]);
        await scene.CrashAsync();
        var page = await scene.Core.ReadPageAsync(new ThreadPageQuery { Limit = 100 });
        Assert.Equal([id], page.Items.Where(item => item.Damaged).Select(item => item.Id));
        Assert.Equal(34, page.Items.Length);
        await scene.PostAsync(Posts.New("Goes on"));
    });

    [Fact]
    public void Event_OfAnErasedPersonIsSpoiled_ItsBytesAreTakenOut() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Spoil me, I am secret", commenter: "zoe"));
        await scene.FillAsync(10);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        scene.Spoil(scene.BlockWith("Spoil me"), "\"x\":\"Spoil me", "\"x\":7,\"xx\":\"Spoil me");
        scene.Spoil(scene.BlockWith("Spoil me"), "\"c\":\"zoe\"", "\"c\":[\"zoe\"]");
        Assert.True((await scene.Core.EraseAsync(new("zoe", Posts.Moderator))).Done);
        await scene.World.Delay(10_000);
        Assert.False(scene.IsStored("I am secret"));
        Assert.Equal(CommentStatus.Erased, (await scene.Core.FindAsync(id, 50))!.Status);
    });

    [Fact]
    public void Snapshot_PartIsSpoiled_IndexIsMadeAnew() => ThreadScene.Play(new() { SnapshotEvents = 20 }, async scene =>
    {
        await scene.FillAsync(40);
        var part = SnapshotCodec.PartNames(SnapshotCodec.DecodeRoot(scene.Objects[scene.Head.Snapshot!.Name])!)[0];
        var entries = SnapshotCodec.DecodePart(scene.Objects[part], 1);
        Array.Fill(entries, (byte)0x7F);
        scene.Objects[part] = SnapshotCodec.EncodePart(1, entries);
        await scene.CrashAsync();
        Assert.Equal(40, (await scene.Core.ReadPageAsync(new ThreadPageQuery { Limit = 100 })).Total);
    });

    [Fact]
    public void Erasure_InAThreadThatGoesQuiet_TakesTheTextOutOfMergedBlocksToo() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("My secret", commenter: "zoe"));
        await scene.FillAsync(40);
        Assert.True(scene.Objects.Values.Count(json => System.Text.Encoding.UTF8.GetString(json.Span).Contains("My secret", StringComparison.Ordinal)) > 1, "Nothing was merged.");
        await scene.Core.EraseAsync(new("zoe", Posts.Moderator));
        await scene.World.Delay(10_000);
        Assert.False(scene.IsStored("My secret"));
        Assert.True(scene.IsStored("Filling 0 "));
        Assert.Null(scene.Cluster.Registration);
    });

    [Fact]
    public void Erasure_StoreFailsAndTheActivationEnds_TheRegistryWakesTheThread() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("My secret", commenter: "zoe"));
        await scene.FillAsync(40);
        var core = scene.Core;
        await core.EraseAsync(new("zoe", Posts.Moderator));
        scene.Cluster.CrashAll();
        await scene.World.Delay(10_000);
        Assert.True(scene.IsStored("My secret"));
        Assert.NotNull(scene.Cluster.Registration);
        scene.Cluster.Activate(older: false);
        await scene.Core.DeliverOutboxAsync();
        Assert.False(scene.IsStored("My secret"));
    });

    [Fact]
    public void Erasure_DuringABackup_WaitsForItAndThenNeedsNobody() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("My secret", commenter: "zoe"));
        await scene.FillAsync(40);
        var backup = scene.Cluster.BeginBackup();
        await scene.World.Delay(1_000);
        await scene.Core.EraseAsync(new("zoe", Posts.Moderator));
        await scene.World.Delay(60_000);
        Assert.True(scene.IsStored("My secret"));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => scene.Core.DeliverOutboxAsync());
        scene.Cluster.EndBackup(backup);
        await scene.World.Delay(60_000);
        Assert.False(scene.IsStored("My secret"));
        await scene.Core.DeliverOutboxAsync();
    });

    [Fact]
    public void Erase_MoreThanACommitTakes_ErasesAll() => ThreadScene.Play(async scene =>
    {
        var core = scene.Core;
        await core.EnsureOpenAsync();
        for (var i = 0; i < 1_500; i++)
        {
            await core.PostAsync(Posts.New($"{i}", commenter: "zoe"));
        }

        var heads = scene.Cluster.Model.HeadsLanded;
        Assert.True((await core.EraseAsync(new("zoe", Posts.Moderator))).Done);
        Assert.True(scene.Cluster.Model.HeadsLanded >= heads + 2);
        Assert.Equal(0, (await core.GetVersionAsync(default)).Total);
        Assert.Empty(await core.FindByCommenterAsync("zoe"));
    });

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

    private static DecideComments Undo(DecideComments command) => new(command.Ids, default, Posts.Moderator) { Command = Guid.NewGuid(), Undoes = command.Command };

    [Fact]
    public void Mail_ThatIsOwed_IsToldAfterACrash_WhateverWasSwitchedOffMeanwhile() => ThreadScene.Play(async scene =>
    {
        (scene.Cluster.SendsMail, scene.Cluster.RefusesMail) = (true, true);
        var owed = await scene.PostAsync(Posts.New("Owed", status: CommentStatus.Held));
        await scene.CrashAsync();
        scene.Cluster.SendsMail = false;
        await scene.PostAsync(Posts.New("Nobody wants to know", status: CommentStatus.Held));
        await scene.CrashAsync();
        (scene.Cluster.SendsMail, scene.Cluster.RefusesMail) = (true, false);

        var last = await scene.PostAsync(Posts.New("Last", status: CommentStatus.Held));
        await scene.World.Delay(60_000);

        Assert.Equal([owed, last], scene.Cluster.Mail.Told.Select(notice => notice.Comment));
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

    [Fact]
    public void Submission_ForgottenAndUsedAgain_IsRememberedAnew() => ThreadScene.Play(new() { RememberedSubmissions = 2 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Old", key: "k"));
        await scene.FillAsync(5);
        await scene.World.Delay(25 * 3_600_000);
        var again = Posts.New("New", key: "k");
        var first = await scene.PostAsync(again);
        Assert.Equal(7, first.Number);
        Assert.Equal((first, true), Assert.IsType<CommentPosted>(await scene.Core.PostAsync(again)) is var answer ? (answer.Id, answer.Repeated) : default);
        await scene.CrashAsync();
        Assert.Equal(first, await scene.PostAsync(again));
    });

    [Fact]
    public void Graveyard_IsDue_IsEmptiedInOneCommit() => ThreadScene.Play(async scene =>
    {
        for (var i = 0; i < 5; i++)
        {
            await scene.FillAsync(12);
            await scene.CrashAsync();
        }

        await scene.World.Delay(32 * 3_600_000);
        await scene.PostAsync(Posts.New("A day later"));
        Assert.True(scene.Head.Graves.Length > 6);
        var heads = scene.Cluster.Model.HeadsLanded;
        await scene.World.Delay(60_000);
        Assert.InRange(scene.Cluster.Model.HeadsLanded - heads, 1, 2);
        Assert.DoesNotContain(scene.Head.Graves, grave => grave.EnteredMinute * 60_000 < scene.World.Now);
    });

    [Fact]
    public void Latest_CrashBeforeTheReport_TheNextActivationReports() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Hide me"));
        await scene.World.Delay(10_000);
        Assert.Equal(id, Assert.Single(scene.Cluster.Latest!.Value.Newest).Id);
        var core = scene.Core;
        scene.Cluster.Refuses = true;
        await core.DecideAsync(Posts.Decide(Decision.Trash, id));
        await scene.World.Delay(20_000);
        Assert.NotEmpty(scene.Cluster.Latest!.Value.Newest);
        await scene.CrashAsync();
        scene.Cluster.Refuses = false;
        await scene.Core.GetVersionAsync(default);
        await scene.World.Delay(10_000);
        Assert.Empty(scene.Cluster.Latest!.Value.Newest);
    });

    [Fact]
    public void Latest_TheBoxIsAwayForAnHour_IsToldInTheEnd() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Hide me"));
        await scene.World.Delay(10_000);
        scene.Cluster.Refuses = true;
        await scene.Core.DecideAsync(Posts.Decide(Decision.Trash, id));
        await scene.World.Delay(3_600_000);
        scene.Cluster.Refuses = false;
        await scene.World.Delay(120_000);
        Assert.Empty(scene.Cluster.Latest!.Value.Newest);
    });

    [Fact]
    public void Approval_CommittedWhileTheRegistryWakes_IsDeliveredBeforeTheRegistrationEnds() => ThreadScene.Play(async scene =>
    {
        var browser = new BrowserId(Guid.NewGuid());
        PostComment Untrusted(string text, string person) => Posts.New(text, commenter: person, browser: browser) with { BrowserTrusted = false };
        for (var i = 0; i < 50; i++)
        {
            await scene.PostAsync(Untrusted($"First {i}", $"a{i}"));
            var core = scene.Core;
            if (scene.Cluster.Registration is not { } registration) continue;
            var posting = core.PostAsync(Untrusted($"Second {i}", $"b{i}"));
            await core.DeliverOutboxAsync();
            scene.Cluster.CompleteOutbox(registration);
            if (posting.IsCompleted || scene.Cluster.Store.Head is null) await posting;
            var stored = StoredThrough(scene);
            await scene.CrashAsync();
            if (stored.Contains($"Second {i}")) Assert.True(scene.Cluster.Registration is not null || scene.Cluster.Approved.Contains(($"b{i}", browser.Value)), $"Round {i}: nobody will tell b{i}.");
        }
    });

    [Fact]
    public void Approval_OfAPersonErasedSince_IsNotTold() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(2);
        var browser = new BrowserId(Guid.NewGuid());
        var id = await scene.PostAsync(Posts.New("Hold", commenter: "zoe", browser: browser, status: CommentStatus.Held) with { BrowserTrusted = false });
        scene.Cluster.RefusesApprovals = true;
        await scene.Core.DecideAsync(Posts.Decide(Decision.Approve, id));
        var backup = scene.Cluster.BeginBackup(); // What was posted stays readable until it has ended.
        await scene.World.Delay(1_000);
        await scene.Core.EraseAsync(new("zoe", Posts.Moderator));
        await scene.World.Delay(1_000); // A delivery that was on its way has failed.
        scene.Cluster.RefusesApprovals = false;
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => scene.Core.DeliverOutboxAsync());
        scene.Cluster.EndBackup(backup);
        await scene.World.Delay(60_000);
        Assert.DoesNotContain(("zoe", browser.Value), scene.Cluster.Approved);
    });

    private static HashSet<string> StoredThrough(ThreadScene scene) => [.. scene.Cluster.Model.Events.Where(e => e.Text is not null).Select(e => e.Text!)];
}
