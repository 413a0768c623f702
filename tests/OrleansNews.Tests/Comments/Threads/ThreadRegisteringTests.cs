namespace OrleansNews.Comments.Threads;

/// <summary>Who waits for the registry of outboxes, and who does not: nothing is owed by a thread that it does not know, and nobody else is held up.</summary>
public sealed class ThreadRegisteringTests
{
    [Fact]
    public void Registry_ThatDoesNotAnswer_KeepsNobodyWaitingButNewcomers() => ThreadScene.Play(async scene =>
    {
        var shown = await scene.PostAsync(Posts.New("Shown"));
        var registry = Shut(scene);
        var newcomer = Newcomer("Hello");
        var waits = scene.Core.PostAsync(newcomer);
        var held = scene.Core.PostAsync(Posts.New("Held", status: CommentStatus.Held));
        var flagged = scene.Core.FlagAsync(new(shown, FlagReason.Abuse, "", new(Guid.NewGuid())));

        await scene.PostAsync(Posts.New("Trusted"));
        var hiding = scene.Core.DecideAsync(Posts.Decide(Decision.Trash, shown));
        // The same submission again stands behind the first attempt, whatever else it would be refused for.
        var again = scene.Core.CheckAsync(newcomer);
        await scene.World.Delay(5_000);
        await scene.PostAsync(Posts.New("Another"));
        Assert.DoesNotContain(new Task[] { waits, held, flagged, hiding, again }, task => task.IsCompleted);
        Assert.Equal(["Shown", "Trusted", "Another"], scene.Cluster.Model.Events.Select(stored => stored.Text));

        registry.SetResult();
        var posted = Assert.IsType<CommentPosted>(await waits);
        Assert.IsType<CommentPosted>(await held);
        Assert.Equal(posted with { Repeated = true }, await again);
        Assert.True(await flagged);
        Assert.True((await hiding).Done);
        await scene.World.Delay(60_000);
        Assert.Contains(("newcomer", newcomer.Browser!.Value.Value), scene.Cluster.Approved);
        Assert.Null(scene.Cluster.Registration);
    });

    // An approval that waits, and comes late, must not show what was hidden after it.
    [Fact]
    public void Decisions_AboutOneComment_KeepTheirOrder() => ThreadScene.Play(async scene =>
    {
        var held = await scene.PostAsync(Newcomer("Hello") with { Status = CommentStatus.Held });
        await scene.World.Delay(60_000);
        var registry = Shut(scene);
        var approving = scene.Core.DecideAsync(Posts.Decide(Decision.Approve, held));
        var hiding = scene.Core.DecideAsync(Posts.Decide(Decision.Trash, held));
        await scene.World.Delay(1_000);
        Assert.False(approving.IsCompleted || hiding.IsCompleted);

        registry.SetResult();
        Assert.True((await approving).Done);
        Assert.True((await hiding).Done);
        Assert.Equal([CommentStatus.Approved, CommentStatus.Trash], scene.Cluster.Model.Events.Where(stored => stored.Kind == EventKind.Decided).Select(stored => stored.Status));
    });

    [Fact]
    public void Erasure_OfWhoWaits_FindsWhatTheyWrote() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var registry = Shut(scene);
        var posting = scene.Core.PostAsync(Newcomer("Hello"));
        var erasing = scene.Core.EraseAsync(new("newcomer", Posts.Moderator));
        await scene.World.Delay(1_000);
        Assert.False(posting.IsCompleted || erasing.IsCompleted);

        registry.SetResult();
        var posted = Assert.IsType<CommentPosted>(await posting);
        Assert.True((await erasing).Done);
        Assert.Equal(posted.Id.Number, Assert.Single(scene.Cluster.Model.Events, stored => stored.Kind == EventKind.Erased).Number);
    });

    [Fact]
    public void Registry_ThatFails_FailsNewcomersAlone() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        scene.Cluster.RefusesRegistering = true;
        // The first is on its way; the others are one batch.
        var first = scene.Core.PostAsync(Posts.New("First"));
        var newcomer = Newcomer("Hello");
        var fails = scene.Core.PostAsync(newcomer);
        var check = scene.Core.CheckAsync(newcomer);
        var trusted = scene.Core.PostAsync(Posts.New("Trusted"));

        Assert.IsType<CommentPosted>(await first);
        Assert.IsType<CommentPosted>(await trusted);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => fails);
        Assert.Null(await check);
        Assert.Equal(0, scene.Core.QueuedCommands);
        Assert.DoesNotContain(scene.Cluster.Model.Events, stored => stored.Text == "Hello");

        scene.Cluster.RefusesRegistering = false;
        Assert.False(Assert.IsType<CommentPosted>(await scene.Core.PostAsync(newcomer)).Repeated);
    });

    [Fact]
    public void Registry_IsAskedOnce_ForAllWhoWait() => ThreadScene.Play(async scene =>
    {
        var registry = Shut(scene);
        var posting = Enumerable.Range(0, 40).Select(number => scene.Core.PostAsync(Newcomer($"Hello {number}"))).ToList();
        await scene.World.Delay(1_000);
        var registration = scene.Cluster.Registration;
        registry.SetResult();

        Assert.All(await Task.WhenAll(posting), answer => Assert.IsType<CommentPosted>(answer));
        Assert.Equal(1, registration);
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"Hello {number}"), scene.Cluster.Model.Events.Select(stored => stored.Text));
    });

    // The registry ends on return what it knew when it woke the thread: nothing may rely on that any more.
    [Fact]
    public void Registry_WakesTheThreadBeforeItsAnswerArrives_IsAskedAgain() => ThreadScene.Play(async scene =>
    {
        var registry = Shut(scene);
        var posting = scene.Core.PostAsync(Newcomer("Hello"));
        await scene.World.Delay(1_000);
        var registration = scene.Cluster.Registration!.Value;
        await scene.Core.DeliverOutboxAsync();
        scene.Cluster.CompleteOutbox(registration);
        registry.SetResult();

        // The model sees to it that whatever others must hear of is registered when it lands.
        Assert.IsType<CommentPosted>(await posting);
    });

    [Fact]
    public void Newcomers_MoreThanMayWait_AreTurnedAway_AndNobodyElseIs() => ThreadScene.Play(new() { MaxQueuedCommands = 5 }, async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var registry = Shut(scene);
        var posting = new List<Task<PostCommentResult>>();
        for (var number = 0; number < 8; number++)
        {
            posting.Add(scene.Core.PostAsync(Newcomer($"Hello {number}")));
            await scene.World.Delay(10);
        }

        Assert.Equal([false, false, false, false, false, true, true, true], posting.Select(post => post.IsFaulted));
        Assert.Equal(5, scene.Core.QueuedCommands);
        await scene.PostAsync(Posts.New("Trusted"));
        registry.SetResult();
        Assert.All(await Task.WhenAll(posting.Take(5)), answer => Assert.IsType<CommentPosted>(answer));
        foreach (var post in posting.Skip(5)) await Assert.ThrowsAsync<ThreadUnavailableException>(() => post);
    });

    [Fact]
    public void Activation_ThatEndsInOrder_StillDoesWhatWaitsForTheRegistry() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var registry = Shut(scene);
        var core = scene.Core;
        var posting = core.PostAsync(Newcomer("Hello"));
        await scene.World.Delay(100);
        var stopping = core.StopAsync();
        await scene.World.Delay(100);
        Assert.False(stopping.IsCompleted);

        registry.SetResult();
        Assert.IsType<CommentPosted>(await posting);
        await stopping;
    });

    [Fact]
    public void Activation_ThatAnotherOneHasOvertaken_FailsWhoWaitsForTheRegistry() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("Before"));
        var registry = Shut(scene);
        var core = scene.Core;
        var posting = core.PostAsync(Newcomer("Hello"));
        await scene.World.Delay(100);
        await scene.Cluster.Activate(older: false).Core.PostAsync(Posts.New("Elsewhere"));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => core.PostAsync(Posts.New("Late")));

        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => posting)).IsTakenOver);
        registry.SetResult();
        await scene.World.Delay(1_000);
        Assert.DoesNotContain(scene.Cluster.Model.Events, stored => stored.Text == "Hello");
    });

    // Shown at once, and by a browser that is not known: the person's grain has to hear of it.
    private static PostComment Newcomer(string text) => Posts.New(text, commenter: "newcomer", browser: new(Guid.NewGuid())) with { BrowserTrusted = false };

    private static TaskCompletionSource Shut(ThreadScene scene)
    {
        var registry = new TaskCompletionSource();
        scene.Cluster.RegistryAnswers = registry.Task;
        return registry;
    }
}
