using OrleansNews.Cluster;

namespace OrleansNews.Articles;

public sealed class PermalinkGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly ArticleId One = new(900_001);
    private static readonly ArticleId Two = new(900_002);

    [Fact]
    public async Task Claim_Pending_HoldsForSixtySecondsAndIsGivenUpThen()
    {
        var (path, bucket) = NewPath();
        Assert.Equal(One, await bucket.ClaimAsync(path, One));
        Assert.Equal(new PermalinkTarget(One, null, false), await bucket.FindAsync(path));
        cluster.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(One, await bucket.ClaimAsync(path, Two));

        cluster.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Two, await bucket.ClaimAsync(path, Two));
        Assert.False(await bucket.ConfirmAsync(path, One, 1)); // too late
        await bucket.DeactivateAsync();
        Assert.Equal(new PermalinkTarget(Two, null, false), await bucket.FindAsync(path));
    }

    [Fact]
    public async Task Claim_Repeated_BeginsAnew()
    {
        var (path, bucket) = NewPath();
        await bucket.ClaimAsync(path, One);
        cluster.Time.Advance(TimeSpan.FromSeconds(50));
        await bucket.ClaimAsync(path, One);
        cluster.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(One, await bucket.ClaimAsync(path, Two));
    }

    [Fact]
    public async Task Confirmed_Path_IsNeverGivenUp()
    {
        var (path, bucket) = NewPath();
        await bucket.ClaimAsync(path, One);
        Assert.True(await bucket.ConfirmAsync(path, One, 1));
        cluster.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(One, await bucket.ClaimAsync(path, Two));
        Assert.False(await bucket.RedirectAsync(path, Two, "/2026/11/22/elsewhere/", 9));
        Assert.Equal(new PermalinkTarget(One, null, true), await bucket.FindAsync(path));
    }

    [Fact]
    public async Task Redirect_OfAnEarlierRevision_IsIgnored()
    {
        var (path, bucket) = NewPath();
        await bucket.ConfirmAsync(path, One, 3);

        Assert.True(await bucket.RedirectAsync(path, One, "/2026/11/22/elsewhere/", 2));

        Assert.Null((await bucket.FindAsync(path))!.RedirectTo);
    }

    [Fact]
    public async Task Find_UnknownPath_WritesNothing()
    {
        var writes = cluster.Storage.CountOf(StorageOperation.Write, "permalink");
        var (path, bucket) = NewPath();

        Assert.Null(await bucket.FindAsync(path));

        Assert.Equal(writes, cluster.Storage.CountOf(StorageOperation.Write, "permalink"));
    }

    [Fact]
    public async Task Claim_PathOfAnotherBucket_IsRefused()
    {
        var (path, _) = NewPath();
        var other = cluster.Client.GetGrain<IPermalinkGrain>((Permalinks.BucketOf(path) + 1) % Permalinks.Buckets);

        await Assert.ThrowsAsync<ArgumentException>(() => other.ClaimAsync(path, One));
    }

    private (string Path, IPermalinkGrain Bucket) NewPath()
    {
        var path = $"/2026/11/22/{Guid.NewGuid():N}/";
        return (path, cluster.Client.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)));
    }
}
