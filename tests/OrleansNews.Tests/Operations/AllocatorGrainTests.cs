using OrleansNews.Cluster;

namespace OrleansNews.Operations;

public sealed class AllocatorGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Next_ManyCallsAcrossActivations_NeverRepeats()
    {
        var allocator = NewAllocator();
        var given = new List<long>();
        for (var activation = 0; activation < 3; activation++)
        {
            given.AddRange(await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => allocator.NextAsync(1))));
            await allocator.DeactivateAsync();
        }

        Assert.Equal(450, given.Distinct().Count());
        Assert.Equal(1, given.Min());
        Assert.True(await allocator.GetBoundAsync(0) >= given.Max());
    }

    [Fact]
    public async Task Next_ManyAtOnce_AreOneRange()
    {
        var allocator = NewAllocator();

        Assert.Equal((1L, 2_501L, 2_502L), (await allocator.NextAsync(2_500), await allocator.NextAsync(1), await allocator.NextAsync(1)));
    }

    [Theory]
    [InlineData(StorageFault.Before)]
    [InlineData(StorageFault.After)]
    [InlineData(StorageFault.Conflict)]
    public async Task Next_RangeNotWritten_GivesNothingAndNeverRepeats(StorageFault fault)
    {
        var allocator = NewAllocator();
        var first = await allocator.NextAsync(60);
        cluster.Storage.Arm(StorageOperation.Write, "allocator", fault);

        await Assert.ThrowsAnyAsync<Exception>(() => allocator.NextAsync(60));
        var second = await allocator.NextAsync(60);

        Assert.True(second >= first + 60, $"{second} follows {first} to {first + 59}");
        await allocator.DeactivateAsync();
        Assert.True(await allocator.NextAsync(1) >= second + 60);
    }

    /// <summary>A range that is set aside is not given out: who used a number of it would meet the one who gets it later.</summary>
    [Fact]
    public async Task IsGiven_TellsWhatWasGivenOutFromWhatIsSetAside()
    {
        var allocator = NewAllocator();
        var given = await allocator.NextAsync(3);

        Assert.True(await allocator.GetBoundAsync(0) > given + 3);
        Assert.True(await allocator.IsGivenAsync(given + 2));
        Assert.False(await allocator.IsGivenAsync(given + 3));
        Assert.Equal(given + 3, await allocator.NextAsync(1));
        Assert.True(await allocator.IsGivenAsync(given + 3));

        // What the activation before had set aside is given to nobody any more.
        await allocator.DeactivateAsync();
        Assert.True(await allocator.IsGivenAsync(given + 50));
        Assert.True(await allocator.NextAsync(1) > given + 50);
        await allocator.ReserveThroughAsync(5_000);
        Assert.True(await allocator.IsGivenAsync(5_000));
    }

    [Fact]
    public async Task ReserveThrough_NumbersOfAnImport_AreNotGivenOut()
    {
        var allocator = NewAllocator();
        await allocator.ReserveThroughAsync(5_000);
        await allocator.ReserveThroughAsync(10);
        await allocator.DeactivateAsync();

        Assert.Equal(5_001, await allocator.NextAsync(1));
        Assert.Equal(9_999_999, await allocator.GetBoundAsync(9_999_999));
    }

    private IAllocatorGrain NewAllocator() => cluster.Client.GetGrain<IAllocatorGrain>(Guid.NewGuid().ToString("N"));
}
