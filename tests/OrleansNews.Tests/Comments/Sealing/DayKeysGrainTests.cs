using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public sealed class DayKeysGrainTests : IAsyncLifetime
{
    private static readonly Actor Moderator = new("mo", "Mo", Role.Moderator);

    private readonly NewsCluster _cluster = new();

    private IDayKeysGrain Keys => _cluster.Client.GetGrain<IDayKeysGrain>(0);

    private DateOnly Today => DateOnly.FromDateTime(_cluster.Time.GetUtcNow().UtcDateTime);

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task GetKey_OfADay_IsTheSameForAllAndAfterARestart()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Keys.GetKeyAsync(Today)));
        await Keys.DeactivateAsync();
        var again = await Keys.GetKeyAsync(Today);

        Assert.All(keys, key => Assert.Equal(again.Key, key.Key));
        Assert.Equal(32, again.Key.Length);
        Assert.NotEqual(again.Key, (await Keys.GetKeyAsync(Today.AddDays(1))).Key);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keys.GetKeyAsync(Today.AddDays(2)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keys.GetKeyAsync(Today.AddDays(-2)));
    }

    [Fact]
    public async Task GetKey_StoreFails_GivesNoKeyThatIsNotDurable()
    {
        _cluster.Storage.Arm(StorageOperation.Write, "day-keys", StorageFault.Before);
        await Assert.ThrowsAnyAsync<Exception>(() => Keys.GetKeyAsync(Today));

        var key = await Keys.GetKeyAsync(Today);
        await Keys.DeactivateAsync();
        Assert.Equal(key.Key, (await Keys.GetKeyAsync(Today)).Key);
    }

    [Fact]
    public async Task Unseal_AfterThirtyDays_HasExpiredVisibly()
    {
        var key = await Keys.GetKeyAsync(Today);
        var seal = Seal.Close(CommentOriginText.Join("192.0.2.1", "Browser/1"), key.Key.AsSpan(), key.Day.DayNumber, new(1), SubmissionId.FromKey("x"));

        Assert.Equal(new("192.0.2.1", "Browser/1"), await Keys.UnsealAsync(seal, Moderator));
        Assert.Null(await Keys.UnsealAsync(seal, new("au", "Au", Role.Author)));

        Assert.Equal([new("192.0.2.1", "Browser/1"), null], (await Keys.UnsealAllAsync([seal, []], Moderator))!.Value);
        Assert.Null(await Keys.UnsealAllAsync([seal], new("au", "Au", Role.Author)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Keys.UnsealAllAsync([.. Enumerable.Repeat(seal, 101)], Moderator));

        _cluster.Time.Advance(TimeSpan.FromDays(30));
        Assert.NotNull(await Keys.UnsealAsync(seal, Moderator));
        _cluster.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Keys.UnsealAsync(seal, Moderator));
        Assert.Equal([null], (await Keys.UnsealAllAsync([seal], Moderator))!.Value);
    }

    [Fact]
    public async Task DestroyExpired_OnDemand_DestroysWhatIsDueAlone()
    {
        await Keys.GetKeyAsync(Today);
        await Keys.DeactivateAsync();
        Assert.Equal(-1, await Keys.DestroyExpiredAsync(Moderator));
        Assert.Equal(0, await Keys.DestroyExpiredAsync(Actor.System));

        var writes = _cluster.Storage.CountOf(StorageOperation.Write, "day-keys");
        _cluster.Time.Advance(TimeSpan.FromDays(31));
        await Keys.DestroyExpiredAsync(Actor.System);
        Assert.Equal(writes + 1, _cluster.Storage.CountOf(StorageOperation.Write, "day-keys"));
        Assert.Equal(0, await Keys.DestroyExpiredAsync(Actor.System));
    }

    [Fact]
    public async Task Activation_FindsAKeyThatExpiredMeanwhile_DestroysIt()
    {
        var key = await Keys.GetKeyAsync(Today);
        await Keys.DeactivateAsync();
        var writes = _cluster.Storage.CountOf(StorageOperation.Write, "day-keys");
        _cluster.Time.Advance(TimeSpan.FromDays(40));

        Assert.NotEqual(key.Key, (await Keys.GetKeyAsync(Today)).Key);

        Assert.InRange(_cluster.Storage.CountOf(StorageOperation.Write, "day-keys"), writes + 2, writes + 2);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public void PrivacyOptions_OutOfRange_AreRefusedWithTheKeyAndTheCure(int days, bool valid)
    {
        var result = new PrivacyOptionsValidator().Validate(null, new() { OriginDays = days });

        Assert.Equal(valid, result.Succeeded);
        if (!valid) Assert.Contains("Privacy:OriginDays", result.FailureMessage, StringComparison.Ordinal);
    }
}
