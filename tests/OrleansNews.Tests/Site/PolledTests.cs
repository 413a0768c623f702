using Microsoft.Extensions.Time.Testing;

namespace OrleansNews.Site;

/// <summary>Who waits how long for a value of the cluster, on a clock that the test moves.</summary>
public class PolledTests
{
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly ReadOptions _options = new() { FreshFor = Old, Patience = TimeSpan.FromMilliseconds(250), Deadline = TimeSpan.FromSeconds(5) };
    private readonly List<TaskCompletionSource<string>> _reads = [];

    [Fact]
    public async Task Value_YoungerThanASecond_IsServedWithoutAsking()
    {
        var polled = New();
        await FirstAsync(polled);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.True(polled.IsFresh(_time.GetTimestamp()));
        Assert.Equal("first", await polled.GetAsync());
        Assert.Single(_reads);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(polled.IsFresh(_time.GetTimestamp()));
    }

    [Fact]
    public async Task Age_OfAValue_CountsFromWhenItsCheckWasSent()
    {
        var polled = New();
        var reading = polled.ReadAsync().AsTask();
        var read = await ReadAsync(0);
        _time.Advance(TimeSpan.FromMilliseconds(900));
        read.SetResult("first");
        Assert.True((await reading).IsCurrent);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(polled.IsFresh(_time.GetTimestamp()));
    }

    [Fact]
    public async Task Check_OfAnOldValue_IsOneForAllWhoWait()
    {
        var polled = New();
        await FirstAsync(polled);
        _time.Advance(Old);
        var waiting = Enumerable.Range(0, 20).Select(_ => polled.ReadAsync().AsTask()).ToArray();
        (await ReadAsync(1)).SetResult("second");
        Assert.All(await Task.WhenAll(waiting), reading => Assert.Equal(("second", true), (reading.Value, reading.IsCurrent)));
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task Reader_WhoWaitedLongEnough_GetsTheLastKnownValue_AndTheCheckGoesOn()
    {
        var polled = New();
        await FirstAsync(polled);
        _time.Advance(Old);
        var early = polled.ReadAsync().AsTask();
        var read = await ReadAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        var late = polled.ReadAsync().AsTask();
        Assert.False(early.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(50));

        // The late one joined a wait that had fifty milliseconds left.
        Assert.Equal(("first", false), ((await early).Value, (await early).IsCurrent));
        Assert.Equal(("first", false), ((await late).Value, (await late).IsCurrent));
        Assert.False((await polled.ReadAsync()).IsCurrent);
        read.SetResult("second");
        await Task.WhenAny(read.Task);
        while (polled.LastKnown != "second") await Task.Yield();
        Assert.Equal(2, _reads.Count);
    }

    [Fact]
    public async Task Reader_AfterAFailedCheck_DoesNotWaitForTheNext()
    {
        var polled = New();
        await FirstAsync(polled);
        _time.Advance(Old);
        var failing = polled.ReadAsync().AsTask();
        (await ReadAsync(1)).SetException(new TimeoutException());
        Assert.False((await failing).IsCurrent);
        Assert.False((await polled.ReadAsync()).IsCurrent);
        Assert.Equal(2, _reads.Count);

        _time.Advance(Old);
        var working = polled.ReadAsync().AsTask();
        (await ReadAsync(2)).SetResult("third");
        Assert.Equal(("third", true), ((await working).Value, (await working).IsCurrent));
    }

    [Fact]
    public async Task Reader_OfWhatNobodyKnows_WaitsForNoSecondFailure()
    {
        var polled = New();
        var failing = polled.ReadAsync().AsTask();
        (await ReadAsync(0)).SetException(new IOException("The first."));
        await Assert.ThrowsAsync<IOException>(() => failing);
        Assert.IsType<IOException>((await Assert.ThrowsAsync<TimeoutException>(() => polled.ReadAsync().AsTask())).InnerException);
        Assert.Single(_reads);

        _time.Advance(Old);
        var working = polled.ReadAsync().AsTask();
        (await ReadAsync(1)).SetResult("second");
        Assert.Equal("second", (await working).Value);
    }

    [Fact]
    public async Task Reader_OfWhatNobodyKnows_WaitsNoLongerThanTheDeadlineOfTheCheckItJoins()
    {
        var polled = New();
        var early = polled.ReadAsync().AsTask();
        await ReadAsync(0);
        _time.Advance(_options.Deadline - TimeSpan.FromMilliseconds(1));
        var late = polled.ReadAsync().AsTask();
        Assert.False(early.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => early);
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await Assert.ThrowsAsync<TimeoutException>(() => polled.ReadAsync().AsTask());
    }

    [Fact]
    public async Task Doubt_AboutAYoungValue_IsCheckedByACheckThatBeganLater()
    {
        var polled = New();
        await FirstAsync(polled);
        polled.Doubt();
        Assert.False(polled.IsFresh(_time.GetTimestamp()));
        var early = polled.ReadAsync().AsTask();
        var read = await ReadAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        polled.Doubt();
        read.SetResult("second");
        await early;

        Assert.True(polled.IsDoubtful); // What it saw may be of before the doubt.
        var late = polled.ReadAsync().AsTask();
        (await ReadAsync(2)).SetResult("third");
        Assert.Equal("third", (await late).Value);
        Assert.False(polled.IsDoubtful);
        Assert.True(polled.IsFresh(_time.GetTimestamp()));
    }

    [Fact]
    public async Task Value_ThatIsWrong_IsWaitedForUntilACheckThatBeganLater_ButNotByWhoIsInAHurry()
    {
        var polled = New();
        await FirstAsync(polled);
        polled.Doubt(isWrong: true);
        var early = polled.ReadAsync().AsTask();
        await ReadAsync(1);
        _time.Advance(_options.Patience);
        Assert.False(early.IsCompleted);
        Assert.False((await polled.ReadAsync(isHurried: true)).IsCurrent);
        _time.Advance(TimeSpan.FromMilliseconds(1_749));
        Assert.False(early.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await early).IsCurrent);
        Assert.False((await polled.ReadAsync()).IsCurrent); // It had all of the time.

        var late = polled.ReadAsync(isHurried: true).AsTask();
        _reads[1].SetResult("second");
        while (polled.LastKnown != "second") await Task.Yield();
        await late;
        _time.Advance(Old);
        var next = polled.ReadAsync().AsTask();
        await ReadAsync(2);
        _time.Advance(_options.Patience);
        Assert.Equal(("second", false), ((await next).Value, (await next).IsCurrent));
    }

    [Fact]
    public async Task Reader_WhoHasTheTime_WaitsForIt_WhateverThePatienceIs()
    {
        var polled = New(isForPrograms: true);
        await FirstAsync(polled);
        _time.Advance(Old);
        var reading = polled.ReadAsync().AsTask();
        var read = await ReadAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(reading.IsCompleted);
        read.SetResult("second");
        Assert.True((await reading).IsCurrent);
    }

    [Fact]
    public async Task Fault_OfTheProgram_IsNotHiddenByTheLastKnownValue()
    {
        var polled = New();
        await FirstAsync(polled);
        _time.Advance(Old);
        var failing = polled.ReadAsync().AsTask();
        (await ReadAsync(1)).SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
    }

    [Fact]
    public async Task FirstReader_OfAClusterThatIsSilent_WaitsForTheDeadlineAlone()
    {
        var polled = New();
        var waiting = polled.ReadAsync().AsTask();
        await ReadAsync(0);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    private Polled<string> New(bool isForPrograms = false) => new(
        _ =>
        {
            var read = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_reads) _reads.Add(read);
            return read.Task;
        },
        _options,
        _time,
        isForPrograms);

    private async Task FirstAsync(Polled<string> polled)
    {
        var first = polled.GetAsync().AsTask();
        (await ReadAsync(0)).SetResult("first");
        await first;
    }

    // The check leaves its caller before it asks.
    private async Task<TaskCompletionSource<string>> ReadAsync(int number)
    {
        while (true)
        {
            lock (_reads)
            {
                if (_reads.Count > number) return _reads[number];
            }

            await Task.Yield();
        }
    }
}
