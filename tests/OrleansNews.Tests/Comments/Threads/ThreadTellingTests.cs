using OrleansNews.Mail;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread tells others: queues, the newest comments, mails, approvals.</summary>
public sealed class ThreadTellingTests
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
    public void Approval_ThatOnePersonCannotBeTold_KeepsNobodyElseFromHearing() => ThreadScene.Play(async scene =>
    {
        var browser = new BrowserId(Guid.NewGuid());
        var ids = new List<CommentId>();
        foreach (var person in new[] { "zoe", "amy" })
            ids.Add(await scene.PostAsync(Posts.New($"Of {person}", commenter: person, browser: browser, status: CommentStatus.Held) with { BrowserTrusted = false }));
        await scene.World.Delay(60_000);
        scene.Cluster.SendsMail = true;
        scene.Cluster.RefusesApprovalsOf = "zoe";
        await scene.Core.DecideAsync(Posts.Decide(Decision.Approve, [.. ids]));
        var waits = await scene.PostAsync(Posts.New("Waits", status: CommentStatus.Held));
        await scene.World.Delay(5_000);

        scene.Cluster.Queues.Verify(scene.Core.Index);
        scene.Cluster.Log.Verify(scene.Cluster.Model.Events);
        Assert.Contains(new(waits, CommentNews.Held), scene.Cluster.Mail.Told);
        Assert.Contains(("amy", browser.Value), scene.Cluster.Approved);
        Assert.DoesNotContain(("zoe", browser.Value), scene.Cluster.Approved);

        // Hers is still owed, whatever was committed and crashed since.
        await scene.PostAsync(Posts.New("Another"));
        await scene.World.Delay(5_000);
        await scene.PostAsync(Posts.New("And another", status: CommentStatus.Spam));
        await scene.CrashAsync();
        Assert.NotNull(scene.Cluster.Registration);
        await scene.Core.GetVersionAsync(default);
        var notices = scene.Cluster.Mail.Notices;
        await scene.World.Delay(60_000);
        // A mail is ordered once, however often the approval is tried.
        Assert.Equal(notices, scene.Cluster.Mail.Notices);
        scene.Cluster.RefusesApprovalsOf = null;
        await scene.Core.DeliverOutboxAsync();
        Assert.Contains(("zoe", browser.Value), scene.Cluster.Approved);
        Assert.Equal(notices, scene.Cluster.Mail.Notices);
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

    private static HashSet<string> StoredThrough(ThreadScene scene) => [.. scene.Cluster.Model.Events.Where(e => e.Text is not null).Select(e => e.Text!)];
}
