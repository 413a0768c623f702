namespace OrleansNews.Comments.Threads;

/// <summary>What is sent again is known.</summary>
public sealed class ThreadSubmissionTests
{
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
}
