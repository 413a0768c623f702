using Orleans.Storage;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

public sealed class SqliteBatchTests : IDisposable
{
    private const string Commits = "orleansnews.storage.commit.operations";

    private readonly SqliteTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_OfManyGrains_ShareTransactions()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        using var measurements = new Measurements(opened.Meters);
        Task decoy;
        Task[] writes;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            writes = [.. Enumerable.Range(1, 300).Select(number => Slot.New(opened.Storage).WriteAsync(number))];
        }

        await Task.WhenAll([decoy, .. writes]);

        Assert.Equal([1, 300], measurements.Of(Commits));
    }

    [Fact]
    public async Task Writes_BeyondTheBoundOfATransaction_AreSplit()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path, options => options.MaxBatchBytes = 64 << 10);
        using var measurements = new Measurements(opened.Meters);
        var text = LongText.Of(30_000, seed: 3);
        Task[] writes;
        using (new HeldWriter(_folder.File))
        {
            writes = [.. Enumerable.Range(1, 20).Select(number => Slot.New(opened.Storage).WriteAsync(number, text))];
        }

        await Task.WhenAll(writes);

        Assert.All(measurements.Of(Commits), operations => Assert.InRange(operations, 1, 2));
        Assert.Equal(20, measurements.Of(Commits).Sum());
    }

    [Fact]
    public async Task Conflict_WithinABatch_FailsAlone()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var contested = Slot.New(opened.Storage);
        await contested.WriteAsync(1);
        using var measurements = new Measurements(opened.Meters);
        var late = contested.Other();
        late.ETag = "an ETag that was never given";
        var others = Enumerable.Range(0, 10).Select(_ => Slot.New(opened.Storage)).ToList();
        Task[] before, after;
        Task decoy, conflicting;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            before = [.. others.Take(5).Select(slot => slot.WriteAsync(2))];
            conflicting = late.WriteAsync(2);
            after = [.. others.Skip(5).Select(slot => slot.WriteAsync(2))];
        }

        await Task.WhenAll([decoy, .. before, .. after]);
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => conflicting);

        Assert.Equal([1, 11], measurements.Of(Commits));
        Assert.Equal(contested.ETag, conflict.StoredEtag);
        Assert.Equal("an ETag that was never given", conflict.CurrentEtag);
        foreach (var slot in others) Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
        Assert.Equal(1, (await contested.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Operations_OnOneKeyInOneBatch_AreDoneInOrder()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var first = Slot.New(opened.Storage);
        await first.WriteAsync(1);
        using var measurements = new Measurements(opened.Meters);
        var second = await first.Other().ReadAsync();
        var third = await first.Other().ReadAsync();
        var fourth = first.Other();
        var fifth = first.Other();
        Task decoy, one, two, three, four, five;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            one = second.WriteAsync(2);
            two = third.WriteAsync(3);
            three = third.ClearAsync();
            four = fourth.WriteAsync(4);
            five = fifth.ClearAsync();
        }

        await decoy;
        await one;
        var afterTwo = await Assert.ThrowsAsync<InconsistentStateException>(() => two);
        await Assert.ThrowsAsync<InconsistentStateException>(() => three);
        var afterFour = await Assert.ThrowsAsync<InconsistentStateException>(() => four);
        await Assert.ThrowsAsync<InconsistentStateException>(() => five);

        Assert.Equal(second.ETag, afterTwo.StoredEtag);
        Assert.Equal(second.ETag, afterFour.StoredEtag);
        Assert.Null(afterFour.CurrentEtag);
        Assert.Equal(2, (await first.Other().ReadAsync()).State.Number);
        Assert.Equal([1, 5], measurements.Of(Commits));
    }

    [Fact]
    public async Task ClearThenCreate_OfOneKeyInOneBatch_BothSucceed()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var slot = Slot.New(opened.Storage);
        await slot.WriteAsync(1);
        using var measurements = new Measurements(opened.Meters);
        var next = slot.Other();
        Task decoy, clear, create;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            clear = slot.ClearAsync();
            create = next.WriteAsync(2);
        }

        await decoy;
        await clear;
        await create;

        Assert.Equal([1, 2], measurements.Of(Commits));
        var stored = await slot.Other().ReadAsync();
        Assert.Equal((2, next.ETag), (stored.State.Number, stored.ETag));
    }

    [Fact]
    public async Task Clear_OfAStoredStateWithoutETag_IsRefused()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var slot = Slot.New(opened.Storage);
        await slot.WriteAsync(1);

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(slot.Other().ClearAsync);

        Assert.Equal(slot.ETag, conflict.StoredEtag);
        Assert.True((await slot.Other().ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Queue_Full_RefusesAtOnceAndKeepsWhatItTook()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path, options => options.MaxQueuedBytes = 1 << 20);
        using var measurements = new Measurements(opened.Meters);
        var text = LongText.Of(100_000, seed: 5);
        var slots = Enumerable.Range(0, 60).Select(_ => Slot.New(opened.Storage)).ToList();
        List<Task> writes;
        using (new HeldWriter(_folder.File))
        {
            writes = [.. slots.Select(slot => slot.WriteAsync(1, text))];
            // The refused ones have their answer while the disk still stands; the others wait.
            Assert.All(writes.Where(write => write.IsCompleted), write => Assert.IsType<GrainStorageUnavailableException>(write.Exception?.InnerException));
            Assert.Contains(writes, write => write.IsCompleted);
            Assert.InRange(measurements.Gauge("orleansnews.storage.queue.size"), 1, 1 << 20);
        }

        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        foreach (var (slot, write) in slots.Zip(writes))
            Assert.Equal(write.IsCompletedSuccessfully, (await slot.Other().ReadAsync()).RecordExists);
        Assert.Contains(writes, write => write.IsCompletedSuccessfully);
        await Slot.New(opened.Storage).WriteAsync(2);
    }

    [Fact]
    public async Task Caller_ThatBlocksAfterItsWrite_DoesNotHoldTheWriter()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        using var release = new ManualResetEventSlim();
        var blocked = Slot.New(opened.Storage).WriteAsync(1)
            .ContinueWith(_ => release.Wait(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        await Slot.New(opened.Storage).WriteAsync(2);

        release.Set();
        await blocked;
    }
}
