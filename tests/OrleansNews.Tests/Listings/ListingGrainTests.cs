using OrleansNews.Cluster;

namespace OrleansNews.Listings;

public sealed class ListingGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Put_ManyStories_AreReadNewestFirstAfterAReload()
    {
        var listing = NewListing();
        await Task.WhenAll(Enumerable.Range(1, 450).Select(i => listing.PutAsync([Entry(i, 1)])));
        await listing.RemoveAsync(new(450), 2);
        await listing.DeactivateAsync();

        var first = await listing.ReadAsync(new(1, 10));
        var last = await listing.ReadAsync(new(45, 10));
        var behind = await listing.ReadAsync(new(46, 10));

        Assert.Equal(449, first.Total);
        Assert.Equal(Enumerable.Range(440, 10).Reverse(), first.Items.Select(item => (int)item.Article.Value));
        Assert.Equal(Enumerable.Range(1, 9).Reverse(), last.Items.Select(item => (int)item.Article.Value));
        Assert.Empty(behind.Items);
    }

    [Fact]
    public async Task ReadChanges_OfAllStories_GoOnAfterAReload()
    {
        var all = cluster.Client.GetGrain<IListingGrain>(ListingKeys.All);
        var before = (await all.ReadChangesAsync(0, 1)).Version;
        await all.PutAsync([.. Enumerable.Range(9_001, 1_200).Select(i => Entry(i, 1))]);
        await all.RemoveAsync(new(9_001), 2);
        await all.DeactivateAsync();

        var some = await all.ReadChangesAsync(before, 500);
        var rest = await all.ReadChangesAsync(some.Items[^1].Position + 600, 500);

        Assert.Equal(500, some.Items.Length);
        Assert.DoesNotContain(some.Items, change => change.Article == new ArticleId(9_001)); // its last change is the removal
        Assert.Equal(new(before + 1_201, new(9_001), 2, true), rest.Items[^1]);
        Assert.Equal(before + 1_201, rest.Version);
        Assert.Empty((await all.ReadChangesAsync(rest.Version, 500)).Items);
    }

    [Fact]
    public async Task ReadChanges_OfAListingThatNobodyFollows_AreNone()
    {
        var listing = NewListing();
        await listing.PutAsync([Entry(1, 1)]);

        Assert.Empty((await listing.ReadChangesAsync(0, 10)).Items);
    }

    [Theory]
    [InlineData(StorageFault.Before)]
    [InlineData(StorageFault.After)]
    [InlineData(StorageFault.Conflict)]
    public async Task Put_HeadNotWritten_FailsAndARetryTakesEffectOnce(StorageFault fault)
    {
        var listing = NewListing();
        await listing.PutAsync([.. Enumerable.Range(1, 150).Select(i => Entry(i, 1))]);
        cluster.Storage.Arm(StorageOperation.Write, "listing", fault);

        await Assert.ThrowsAnyAsync<Exception>(() => listing.PutAsync([Entry(151, 1)]));
        Assert.Equal(150, (await listing.ReadAsync(new(1, 1))).Total);
        await listing.PutAsync([Entry(151, 1)]);

        var read = await listing.ReadAsync(new(1, 100));
        Assert.Equal(151, read.Total);
        Assert.Equal(100, read.Items.DistinctBy(item => item.Article).Count());
    }

    [Fact]
    public async Task Put_PageNotWritten_FailsAndLeavesTheListingAsItWas()
    {
        var listing = NewListing();
        await listing.PutAsync([.. Enumerable.Range(1, 150).Select(i => Entry(i, 1))]);
        var before = await listing.ReadAsync(new(1, 1));
        cluster.Storage.Arm(StorageOperation.Write, "listing-page", StorageFault.Before);

        await Assert.ThrowsAsync<IOException>(() => listing.PutAsync([Entry(151, 1)]));

        Assert.Equal((before.Total, before.Version), ((await listing.ReadAsync(new(1, 1))).Total, (await listing.ReadAsync(new(1, 1))).Version));
        await listing.PutAsync([Entry(151, 1)]);
        Assert.Equal(151, (await listing.ReadAsync(new(1, 1))).Total);
    }

    [Fact]
    public async Task Read_OfAKnownVersion_HasNoItems()
    {
        var listing = NewListing();
        await listing.PutAsync([Entry(1, 1)]);
        var version = (await listing.ReadAsync(new(1, 10))).Version;

        Assert.Empty((await listing.ReadAsync(new(1, 10, version))).Items);
        await listing.PutAsync([Entry(1, 1)]);
        Assert.Equal(version, (await listing.ReadAsync(new(1, 10))).Version); // nothing new, no new version
        await listing.PutAsync([Entry(1, 2)]);

        var changed = await listing.ReadAsync(new(1, 10, version));
        Assert.Equal((version + 1, 2L), (changed.Version, Assert.Single(changed.Items).Revision));
    }

    [Fact]
    public async Task Read_OfAListingThatNeverWas_WritesNothing()
    {
        var writes = cluster.Storage.CountOf(StorageOperation.Write, "listing");

        var page = await NewListing().ReadAsync(new(1, 10));

        Assert.Equal((0, 0L), (page.Total, page.Version));
        Assert.Equal(writes, cluster.Storage.CountOf(StorageOperation.Write, "listing"));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public async Task Read_ImpossiblePage_IsRefused(int page, int pageSize) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NewListing().ReadAsync(new(page, pageSize)));

    private IListingGrain NewListing() => cluster.Client.GetGrain<IListingGrain>(ListingKeys.Tag(Guid.NewGuid().ToString("N")));

    private static ListingEntry Entry(int article, long revision) => new()
    {
        Article = new(article),
        Revision = revision,
        Path = $"/2026/11/22/story-{article}/",
        Title = $"Story {article}",
        Section = new("local", "Local"),
        PublishedAt = Day.AddMinutes(article),
    };
}
