namespace OrleansNews.Comments.Threads;

/// <summary>A person is erased from every stored byte, whatever fails meanwhile.</summary>
public sealed class ThreadErasureTests
{
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
    public void Erasure_WhileTheStoreFails_WaitsForItAndThenNeedsNobody() => ThreadScene.Play(async scene =>
    {
        await scene.PostAsync(Posts.New("My secret", commenter: "zoe"));
        await scene.FillAsync(40);
        await scene.Core.EraseAsync(new("zoe", Posts.Moderator));
        scene.Cluster.Store.Faults = new() { ErrorBefore = 1 };
        await scene.World.Delay(60_000);
        Assert.True(scene.IsStored("My secret"));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => scene.Core.DeliverOutboxAsync());
        scene.Cluster.Store.Faults = new();
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
    public void Approval_OfAPersonErasedSince_IsNotTold() => ThreadScene.Play(async scene =>
    {
        await scene.FillAsync(2);
        var browser = new BrowserId(Guid.NewGuid());
        var id = await scene.PostAsync(Posts.New("Hold", commenter: "zoe", browser: browser, status: CommentStatus.Held) with { BrowserTrusted = false });
        scene.Cluster.RefusesApprovals = true;
        await scene.Core.DecideAsync(Posts.Decide(Decision.Approve, id));
        await scene.Core.EraseAsync(new("zoe", Posts.Moderator));
        scene.Cluster.Store.Faults = new() { ErrorBefore = 1 }; // What was posted stays readable.
        await scene.World.Delay(1_000); // A delivery that was on its way has failed.
        scene.Cluster.RefusesApprovals = false;
        Assert.True(scene.IsStored("Hold"));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => scene.Core.DeliverOutboxAsync());
        scene.Cluster.Store.Faults = new();
        await scene.World.Delay(60_000);
        Assert.DoesNotContain(("zoe", browser.Value), scene.Cluster.Approved);
    });
}
