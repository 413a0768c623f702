using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Moderation;

/// <summary>When a shard of the queues or of the log commits what it was told.</summary>
public sealed class CompanyTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly List<int[]> _batches = [];
    private readonly Company _company;
    private readonly Batcher<int> _batcher;

    public CompanyTests()
    {
        _company = new(_time);
        _batcher = new(RunAsync, _company.WaitAsync);
    }

    [Fact]
    public Task First_AfterASilence_IsCommittedAtOnce() => InTurnsAsync(async () =>
    {
        await _batcher.AddAsync(1);
        _time.Advance(Pause);
        await _batcher.AddAsync(2);

        Assert.Equal([[1], [2]], _batches);
    });

    [Fact]
    public Task Others_SoonAfterIt_WaitAndAreOneCommit() => InTurnsAsync(async () =>
    {
        await _batcher.AddAsync(1);
        var waiting = Enumerable.Range(2, 500).Select(_batcher.AddAsync).ToArray();
        _time.Advance(Pause / 2);
        await Task.Yield();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        _time.Advance(Pause / 2);
        await Task.WhenAll(waiting);
        Assert.Equal([[1], [.. Enumerable.Range(2, 500)]], _batches);
    });

    [Fact]
    public Task Decision_WaitsForNobody_AndTakesAlongWhatWaits() => InTurnsAsync(async () =>
    {
        await _batcher.AddAsync(1);
        var waiting = _batcher.AddAsync(2);
        _company.Hurry();
        var decision = _batcher.AddAsync(3);
        await Task.WhenAll(waiting, decision);
        Assert.Equal([[1], [2, 3]], _batches);

        // Whoever comes next waits again.
        var next = _batcher.AddAsync(4);
        await Task.Yield();
        Assert.False(next.IsCompleted);
        _time.Advance(Pause);
        await next;
    });

    private Task RunAsync(IReadOnlyList<int> batch)
    {
        _batches.Add([.. batch]);
        return Task.CompletedTask;
    }

    // As in a grain: one turn after the other.
    private static Task InTurnsAsync(Func<Task> test) => Task.Factory.StartNew(
        test, TestContext.Current.CancellationToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
