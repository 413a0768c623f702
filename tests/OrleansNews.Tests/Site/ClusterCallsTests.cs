using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>How often something is asked, and until when.</summary>
public sealed class ClusterCallsTests
{
    private int _asked;

    /// <summary>Each attempt would be checked, moderated and sealed anew, and meet the same store.</summary>
    [Fact]
    public async Task Call_ToAThreadWhoseStoreFailed_IsMadeOnce()
    {
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => ClusterCalls.AgainAsync(Failing(new ThreadUnavailableException(), times: 1), CancellationToken.None));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Call_ToAThreadThatMoves_IsMadeUntilItIsThere()
    {
        Assert.Equal(4, await ClusterCalls.AgainAsync(Failing(new ThreadUnavailableException { IsTakenOver = true }, times: 3), CancellationToken.None));
    }

    [Fact]
    public async Task Call_ThatWasLost_IsMadeOnceMore()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => ClusterCalls.AgainAsync(Failing(new TimeoutException(), times: int.MaxValue), CancellationToken.None));
        Assert.Equal(2, _asked);
    }

    /// <summary>Also where the first attempt did not even begin to be on its way: nobody can tell.</summary>
    [Fact]
    public async Task Call_ThatIsMadeAgain_SaysSo_AndTheFirstOneDoesNot()
    {
        var heard = new List<bool>();
        await ClusterCalls.AgainAsync(
            isRepeated =>
            {
                heard.Add(isRepeated);
                return heard.Count < 3 ? throw new ThreadUnavailableException { IsTakenOver = true } : Task.FromResult(0);
            },
            TimeSpan.FromMinutes(1),
            TimeProvider.System);
        Assert.Equal([false, true, true], heard);
    }

    [Fact]
    public async Task Call_WhoseAskerLeft_IsMadeNoMore()
    {
        using var left = new CancellationTokenSource();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => ClusterCalls.AgainAsync<int>(
            () =>
            {
                if (++_asked == 2) left.Cancel();
                throw new SiloUnavailableException();
            },
            left.Token));
        Assert.Equal(2, _asked);
    }

    /// <summary>Whoever was told to come back later is not asked for any more.</summary>
    [Fact]
    public async Task Call_ThatFailsBehindItsTime_IsMadeNoMore()
    {
        var time = new FakeTimeProvider();
        var (isOnItsWay, answer) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var call = ClusterCalls.AgainAsync(
            () =>
            {
                if (++_asked == 1) throw new SiloUnavailableException();
                isOnItsWay.TrySetResult();
                return answer.Task;
            },
            TimeSpan.FromSeconds(4),
            time);
        await isOnItsWay.Task;

        time.Advance(TimeSpan.FromSeconds(4));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        answer.SetException(new SiloUnavailableException());
        // As many pauses as the next attempt would be behind, and more.
        var others = 0;
        await ClusterCalls.AgainAsync(() => ++others < 5 ? throw new SiloUnavailableException() : Task.FromResult(0), CancellationToken.None);
        Assert.Equal(2, _asked);
    }

    private Func<Task<int>> Failing(Exception fault, int times) => () => ++_asked <= times ? throw fault : Task.FromResult(_asked);
}
