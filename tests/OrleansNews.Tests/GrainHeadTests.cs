using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews;

public class GrainHeadTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly Actor Moderator = new("mo", "Mo", Role.Moderator);

    [Fact]
    public async Task AnActivationThatEnds_WaitsForWhatItWritesInTheBackground_SoThatTheNextOneIsNotOvertaken()
    {
        var commenter = cluster.Client.GetGrain<ICommenterGrain>("one");
        var decision = cluster.Storage.Hold(StorageOperation.Write, "commenter");
        var background = cluster.Storage.Hold(StorageOperation.Write, "commenter");
        decision.Open();
        Assert.True(await commenter.SuspendAsync(DateTimeOffset.MaxValue, Moderator));
        await background.Reached;

        await commenter.DeactivateAsync();
        var next = commenter.GetStandingAsync([], Moderator);
        Assert.NotSame(next, await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken)));
        background.Open();

        Assert.Equal(DateTimeOffset.MaxValue, (await next)!.SuspendedUntil);
        Assert.True(await commenter.SuspendAsync(null, Moderator));
        Assert.Null((await commenter.GetStandingAsync([], Moderator))!.SuspendedUntil);
    }
}
