using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansNews.Storage.Conformance;

/// <summary>What every storage provider must do, volatile ones included.</summary>
public abstract class GrainStorageConformance<TStore>(TStore store) : IClassFixture<TStore>, IAsyncLifetime
    where TStore : class, IStoreUnderTest
{
    private OpenProvider? _provider;

    protected TStore Store => store;

    private protected IGrainStorage Storage => _provider!.Storage;

    public async ValueTask InitializeAsync() => _provider = await store.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null) await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many states the store holds, asked past every provider; null where there is nobody else to ask.</summary>
    protected virtual Task<long?> CountStoredAsync() => Task.FromResult<long?>(null);

    [Fact]
    public async Task Read_Absent_AnswersAFreshStateWithoutETag()
    {
        var slot = Slot.New(Storage);
        slot.State.Number = 7;
        slot.ETag = "left over";

        await slot.ReadAsync();

        Assert.Equal(0, slot.State.Number);
        Assert.Null(slot.ETag);
        Assert.False(slot.RecordExists);
    }

    [Fact]
    public async Task Write_ThenRead_AnswersWhatWasWritten()
    {
        var slot = Slot.New(Storage);

        await slot.WriteAsync(1, "first");
        var other = await slot.Other().ReadAsync();

        Assert.True(slot.RecordExists);
        Assert.Equal((1, "first"), (other.State.Number, other.State.Text));
        Assert.True(other.RecordExists);
        Assert.NotNull(other.ETag);
        Assert.Equal(slot.ETag, other.ETag);
    }

    [Fact]
    public async Task Write_Again_ReplacesStateAndETag()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var first = slot.ETag;

        await slot.WriteAsync(2);
        var other = await slot.Other().ReadAsync();

        Assert.NotEqual(first, slot.ETag);
        Assert.Equal(2, other.State.Number);
        Assert.Equal(slot.ETag, other.ETag);
    }

    [Fact]
    public async Task Clear_Stored_LeavesNothing()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1, "gone");

        await slot.ClearAsync();
        var other = await slot.Other().ReadAsync();

        Assert.Equal((0, null), (slot.State.Number, slot.State.Text));
        Assert.Null(slot.ETag);
        Assert.False(slot.RecordExists);
        Assert.Equal((0, null), (other.State.Number, other.State.Text));
        Assert.Null(other.ETag);
        Assert.False(other.RecordExists);
    }

    [Fact]
    public async Task Clear_Absent_Succeeds()
    {
        var slot = await Slot.New(Storage).ReadAsync();

        await slot.ClearAsync();

        Assert.False((await slot.Other().ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Write_AfterClear_StartsAnew()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var first = slot.ETag;
        await slot.ClearAsync();

        await slot.WriteAsync(2);

        Assert.NotEqual(first, slot.ETag);
        Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Write_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var late = await slot.Other().ReadAsync();
        var lateETag = late.ETag;
        await slot.WriteAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => late.WriteAsync(3));

        Assert.Equal(lateETag, late.ETag);
        var stored = await slot.Other().ReadAsync();
        Assert.Equal(2, stored.State.Number);
        Assert.Equal(slot.ETag, stored.ETag);
    }

    [Fact]
    public async Task Write_WithTheETagOfAClearedState_IsRefusedAndBringsNothingBack()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var late = await slot.Other().ReadAsync();
        await slot.ClearAsync();

        await Assert.ThrowsAsync<InconsistentStateException>(() => late.WriteAsync(2));

        Assert.False((await slot.Other().ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Write_WithTheETagOfAnEarlierLife_IsRefused()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var late = await slot.Other().ReadAsync();
        await slot.ClearAsync();
        await slot.WriteAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => late.WriteAsync(3));

        Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Clear_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);
        var late = await slot.Other().ReadAsync();
        var lateETag = late.ETag;
        await slot.WriteAsync(2);

        await Assert.ThrowsAsync<InconsistentStateException>(late.ClearAsync);

        Assert.Equal(lateETag, late.ETag);
        Assert.True(late.RecordExists);
        Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Clear_OfAStoredStateThatWasNotRead_IsRefusedAndChangesNothing()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);

        await Assert.ThrowsAsync<InconsistentStateException>(slot.Other().ClearAsync);

        Assert.Equal(1, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Create_OverAStoredState_IsRefused()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);

        await Assert.ThrowsAsync<InconsistentStateException>(() => slot.Other().WriteAsync(2));

        Assert.Equal(1, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Create_ByTwoAtOnce_HasOneWinner()
    {
        const int rounds = 50;
        // Each creates through a provider of its own, as two silos that take each other for dead.
        await using var second = await store.OpenAsync();
        var before = await CountStoredAsync();
        for (var round = 0; round < rounds; round++)
        {
            var slot = Slot.New(Storage);
            var creators = new[] { (Number: 1, Slot: slot.Other()), (Number: 2, Slot: slot.Other(second.Storage)) };

            var won = await Task.WhenAll(creators.Select(creator => Task.Run(() => creator.Slot.TryWriteAsync(creator.Number))));

            var winner = Assert.Single(creators.Where((_, index) => won[index]));
            var stored = await slot.ReadAsync();
            Assert.Equal(winner.Number, stored.State.Number);
            Assert.Equal(winner.Slot.ETag, stored.ETag);
        }

        Assert.Equal(before + rounds, await CountStoredAsync());
    }

    [Fact]
    public async Task Write_ByManyAtOnceOnOneKey_LosesNoUpdate()
    {
        const int writers = 8, increments = 25;
        var slot = Slot.New(Storage);
        await slot.WriteAsync(0);

        // Each adds one by read and conditional write until it has won as often as it wants to: a lost update would make the sum smaller.
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var mine = slot.Other();
            for (var won = 0; won < increments;)
            {
                await mine.ReadAsync();
                if (await mine.TryWriteAsync(mine.State.Number + 1)) won++;
            }
        })));

        Assert.Equal(writers * increments, (await slot.ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Write_OfAWholeRoundFromOneETag_HasOneWinner()
    {
        var slot = Slot.New(Storage);
        await slot.WriteAsync(0);
        for (var round = 1; round <= 20; round++)
        {
            var writers = Enumerable.Range(0, 8).Select(_ => slot.Other()).ToList();
            foreach (var writer in writers) await writer.ReadAsync();

            var won = await Task.WhenAll(writers.Select((writer, index) => Task.Run(() => writer.TryWriteAsync(round * 100 + index))));

            var winner = Assert.Single(Enumerable.Range(0, writers.Count), index => won[index]);
            Assert.Equal(round * 100 + winner, (await slot.ReadAsync()).State.Number);
        }
    }

    [Fact]
    public async Task Write_OfManyKeysAtOnce_KeepsEachOnItsOwn()
    {
        var slots = Enumerable.Range(0, 500).Select(_ => Slot.New(Storage)).ToList();

        // No more at once than any server answers before its client gives up and sends again: whether such a write was stored, nobody knows.
        await Parallel.ForEachAsync(slots.Index(), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
        {
            for (var version = 1; version <= 3; version++) await one.Item.WriteAsync(one.Index * 10 + version);
        });

        for (var index = 0; index < slots.Count; index++)
            Assert.Equal(index * 10 + 3, (await slots[index].Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task States_OfOneGrainUnderTwoNames_AreApart()
    {
        var grain = Slot.NewGrain();
        var left = new Slot(Storage, grain, "left");
        var right = new Slot(Storage, grain, "right");
        await left.WriteAsync(1);
        await right.WriteAsync(2);

        await left.ClearAsync();

        Assert.False((await left.Other().ReadAsync()).RecordExists);
        Assert.Equal(2, (await right.Other().ReadAsync()).State.Number);
    }

    [Theory]
    [MemberData(nameof(KeyTexts.UnusualNames), MemberType = typeof(KeyTexts))]
    public async Task Key_Unusual_IsKeptExactly(string which)
    {
        var prefix = Guid.NewGuid().ToString("N");
        var slot = new Slot(Storage, GrainId.Create("suite", prefix + KeyTexts.Unusual[which]));
        await slot.WriteAsync(1, which);

        await slot.WriteAsync(2, which);

        Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
        await slot.ClearAsync();
        Assert.False((await slot.Other().ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Keys_ThatLookAlike_AreDifferent()
    {
        var prefix = Guid.NewGuid().ToString("N");
        var slots = KeyTexts.LookAlikes.Select(text => new Slot(Storage, GrainId.Create("suite", prefix + text))).ToList();

        for (var index = 0; index < slots.Count; index++) await slots[index].WriteAsync(index);

        for (var index = 0; index < slots.Count; index++)
            Assert.Equal(index, (await slots[index].Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Keys_OfGrainsOfDifferentTypes_AreDifferent()
    {
        var key = Guid.NewGuid().ToString("N");
        var left = new Slot(Storage, GrainId.Create("suite", key));
        var right = new Slot(Storage, GrainId.Create("other", key));
        await left.WriteAsync(1);

        await right.WriteAsync(2);

        Assert.Equal(1, (await left.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Keys_ThatReadAsTheSameNumber_AreDifferent()
    {
        var type = $"suite{Guid.NewGuid():N}";
        var slots = new[] { "cafe", "0cafe", "CAFE", "cafe+", "cafe+1", "0cafe+1" }.Select(key => new Slot(Storage, GrainId.Create(type, key))).ToList();

        for (var index = 0; index < slots.Count; index++) await slots[index].WriteAsync(index);

        for (var index = 0; index < slots.Count; index++) Assert.Equal(index, (await slots[index].Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task State_OfFourMebibytes_ComesBackWhole()
    {
        var text = LongText.Of(4 << 20, seed: 11);
        var slot = Slot.New(Storage);

        await slot.WriteAsync(1, text);
        await slot.WriteAsync(2, text);

        var other = await slot.Other().ReadAsync();
        Assert.Equal(2, other.State.Number);
        Assert.True(text == other.State.Text, "the text came back changed");
    }

    [Fact]
    public async Task State_WithoutAMember_IsARecord()
    {
        var grain = Slot.NewGrain();
        var written = new GrainState<Nothing>(new Nothing());
        await Storage.WriteStateAsync("nothing", grain, written);

        var read = new GrainState<Nothing>();
        await Storage.ReadStateAsync("nothing", grain, read);

        Assert.True(read.RecordExists);
        Assert.NotNull(read.State);
        Assert.Equal(written.ETag, read.ETag);
    }

    [Fact]
    public async Task Text_WithEveryKindOfCharacter_ComesBackExactly()
    {
        var text = string.Concat(KeyTexts.Unusual.Values) + "\"\\</script>\u2028\u2029";
        var slot = Slot.New(Storage);

        await slot.WriteAsync(1, text);

        Assert.Equal(text, (await slot.Other().ReadAsync()).State.Text);
    }

    [Fact]
    public async Task Write_ThroughASecondProvider_IsSeenByTheFirst()
    {
        await using var second = await store.OpenAsync();
        var slot = Slot.New(Storage);
        await slot.WriteAsync(1);

        var there = await slot.Other(second.Storage).ReadAsync();
        await there.WriteAsync(2);

        Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
        await Assert.ThrowsAsync<InconsistentStateException>(() => slot.WriteAsync(3));
    }
}
