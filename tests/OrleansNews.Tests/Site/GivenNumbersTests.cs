using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Site;

/// <summary>What a flood of numbers that nobody gave out costs the cluster.</summary>
public class GivenNumbersTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _asked = [];
    private readonly GivenNumbers _numbers;
    private Func<Task<long>> _answer = () => Task.FromResult(100L);

    public GivenNumbersTests() => _numbers = new(
        known =>
        {
            _asked.Add(known);
            return _answer();
        },
        new() { FreshFor = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMilliseconds(250), Deadline = TimeSpan.FromSeconds(5) },
        _time);

    [Fact]
    public async Task Numbers_UnknownToAllWhoAskAtOnce_AreOneQuestion()
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = () => answer.Task;
        var waiting = Enumerable.Range(1, 50).Select(i => _numbers.MayExistAsync(90 + i).AsTask()).ToArray();
        answer.SetResult(100);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => i <= 10), await Task.WhenAll(waiting));
        Assert.Equal([0], _asked);
    }

    [Fact]
    public async Task Number_GivenOutSince_IsAskedForATenthOfASecondLater_AndThoseThatAreKnownNever()
    {
        Assert.True(await _numbers.MayExistAsync(100));
        _answer = () => Task.FromResult(200L);
        Assert.False(await _numbers.MayExistAsync(150));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(await _numbers.MayExistAsync(150));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(await _numbers.MayExistAsync(200));
        Assert.False(await _numbers.MayExistAsync(0));
        Assert.Equal([0, 100], _asked);
    }

    [Fact]
    public async Task Cluster_ThatIsSilent_IsAskedOnceASecond_AndNoNumberIsDenied()
    {
        Assert.True(await _numbers.MayExistAsync(100));
        _time.Advance(TimeSpan.FromSeconds(1));
        _answer = () => Task.FromException<long>(new TimeoutException());
        foreach (var number in Enumerable.Range(101, 20)) await Assert.ThrowsAsync<TimeoutException>(() => _numbers.MayExistAsync(number).AsTask());
        Assert.True(await _numbers.MayExistAsync(99));
        Assert.Equal([0, 100], _asked);

        _time.Advance(TimeSpan.FromSeconds(1));
        _answer = () => Task.FromResult(100L);
        Assert.False(await _numbers.MayExistAsync(101));
        Assert.Equal([0, 100, 100], _asked);
    }

    [Fact]
    public async Task Cluster_ThatIsSlow_IsWaitedForUntilTheDeadline()
    {
        Assert.True(await _numbers.MayExistAsync(100));
        _time.Advance(TimeSpan.FromSeconds(1));
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = () => answer.Task;
        var waiting = _numbers.MayExistAsync(150).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        answer.SetResult(200);
        Assert.True(await waiting);
    }
}
