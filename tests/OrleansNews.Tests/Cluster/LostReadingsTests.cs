using Orleans.Runtime;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Cluster;

/// <summary>What a front end asks again when a silo leaves, and what it does not.</summary>
public sealed class LostReadingsTests(NewsCluster cluster) : IClassFixture<NewsCluster>, IDisposable
{
    private int _asked;

    private IArticleGrain Story => cluster.Client.GetGrain<IArticleGrain>(1);

    [Fact]
    public async Task Reading_WhoseSiloLeft_IsAskedOnceMore()
    {
        LetFail(new SiloUnavailableException(), times: 1);

        Assert.True(await Story.IsNewAsync());
        Assert.Equal(2, _asked);
    }

    /// <summary>The gateway that stops is asked until the front end has read that there is another.</summary>
    [Fact]
    public async Task Reading_ThatAStoppingGatewayTurnsDownForAMoment_IsAnswered()
    {
        LetFail(new SiloUnavailableException("Silo is shutting down."), times: 4);

        Assert.True(await Story.IsNewAsync());
        Assert.Equal(5, _asked);
    }

    [Fact]
    public async Task Reading_ThatIsLostAgainAndAgain_FailsInTheEnd()
    {
        LetFail(new SiloUnavailableException(), times: int.MaxValue);

        await Assert.ThrowsAsync<SiloUnavailableException>(Story.IsNewAsync);
        Assert.Equal(ClusterCalls.MostAttempts, _asked);
    }

    /// <summary>Who asks an overloaded silo again makes it worse, and who has waited for a deadline has waited long enough.</summary>
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(GatewayTooBusyException))]
    public async Task Reading_ThatIsLateOrRefused_IsNotAskedAgain(Type fault)
    {
        LetFail((Exception)Activator.CreateInstance(fault)!, times: 1);

        await Assert.ThrowsAsync(fault, Story.IsNewAsync);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Command_WhoseSiloLeft_IsLeftToWhoeverKnowsWhetherItMayBeDoneTwice()
    {
        LetFail(new SiloUnavailableException(), times: 1);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => Story.AddNoteAsync(new("Once.", Stories.Editor)));
        Assert.Equal(1, _asked);
    }

    public void Dispose() => cluster.Calls.Instead = null;

    private void LetFail(Exception fault, int times) => cluster.Calls.Instead = context => ++_asked <= times ? throw fault : context.Invoke();
}
