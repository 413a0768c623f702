using OrleansNews.Cluster;
using OrleansNews.Listings;
using OrleansNews.Operations;
using Orleans.Runtime;

namespace OrleansNews.Articles;

/// <summary>What is left when the store or a receiver fails in the middle of a command.</summary>
public sealed class ArticleFaultTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private const int Always = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("article-revision", StorageFault.Before)]
    [InlineData("article-revision", StorageFault.After)]
    [InlineData("permalink", StorageFault.Before)]
    [InlineData("outbox-registry", StorageFault.Before)]
    [InlineData("article", StorageFault.Before)]
    [InlineData("article", StorageFault.Conflict)]
    public async Task Publish_WriteFails_LeavesWhatReadersSawAndCanBeRepeated(string state, StorageFault fault)
    {
        var article = await cluster.Client.NewArticleAsync();
        var first = await article.PublishedAsync(Stories.Harbour.Unique());
        var changed = Stories.Harbour with { Title = "Changed", Slug = Guid.NewGuid().ToString("N") };
        cluster.Storage.Arm(StorageOperation.Write, state, fault);

        await Assert.ThrowsAnyAsync<Exception>(() => article.PublishAsync(new(changed, first.Version, Stories.Author)));
        cluster.Storage.Heal();

        Assert.Equal((1L, first.Path), ((await article.GetPublishedAsync(0))!.Revision, (await article.GetPublishedAsync(0))!.Path));
        var second = await article.PublishedAsync(changed, first.Version);
        Assert.Equal((2L, "Changed"), ((await article.GetPublishedAsync(0))!.Revision, (await article.GetPublishedAsync(0))!.Title));
        Assert.True((await cluster.Client.FindPathAsync(second.Path))!.Confirmed);
    }

    [Fact]
    public async Task Publish_AnswerOfTheStoreLost_IsFoundBeforeTheNextCommand()
    {
        var article = await cluster.Client.NewArticleAsync();
        var first = await article.PublishedAsync(Stories.Harbour.Unique());
        cluster.Storage.Arm(StorageOperation.Write, "article", StorageFault.After, article);
        await Assert.ThrowsAsync<IOException>(() => article.PublishAsync(new(Stories.Harbour with { Title = "Changed" }, first.Version, Stories.Author)));

        // The command took effect, so the same one again meets a newer version.
        Assert.Equal(new ArticleConflict(2), await article.PublishAsync(new(Stories.Harbour with { Title = "Again" }, first.Version, Stories.Author)));

        Assert.Equal((2L, "Changed"), ((await article.GetPublishedAsync(0))!.Revision, (await article.GetPublishedAsync(0))!.Title));
    }

    [Fact]
    public async Task Publish_CrashBeforeDelivery_IsDeliveredByTheTickersRegistry()
    {
        var tag = Term.Named(Guid.NewGuid().ToString("N"));
        var article = await cluster.Client.NewArticleAsync();
        cluster.Storage.Arm(StorageOperation.Write, "listing", StorageFault.Before, Always);
        await article.PublishAsync(new(Stories.Harbour.Unique() with { Tags = [tag] }, 0, Stories.Author));
        await Assert.ThrowsAnyAsync<Exception>(article.DeliveredAsync);
        await article.DeactivateAsync();
        Assert.Equal(0, await TotalAsync(tag));
        cluster.Storage.Heal();
        var delivery = cluster.Storage.Hold(StorageOperation.Write, "listing");

        cluster.Time.Advance(TimeSpan.FromSeconds(6)); // nobody calls the article: the ticker must
        await delivery.Reached.WaitAsync(Patience);
        delivery.Open();
        await article.DeliveredAsync();

        Assert.Equal(1, await TotalAsync(tag));
    }

    [Fact]
    public async Task Wake_ReceiverFails_KeepsTheOwnerAndTriesAgain()
    {
        var tag = Term.Named(Guid.NewGuid().ToString("N"));
        var article = await cluster.Client.NewArticleAsync();
        cluster.Storage.Arm(StorageOperation.Write, "listing", StorageFault.Before, Always);
        await article.PublishAsync(new(Stories.Harbour.Unique() with { Tags = [tag] }, 0, Stories.Author));
        await Assert.ThrowsAnyAsync<Exception>(article.DeliveredAsync);
        var registry = cluster.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(article.GetGrainId()));
        await registry.WakeAsync(TimeSpan.Zero);
        Assert.Equal(0, await TotalAsync(tag));

        await registry.DeactivateAsync(); // its memory of the owner must be durable
        cluster.Storage.Heal();
        await registry.WakeAsync(TimeSpan.Zero);

        Assert.Equal(1, await TotalAsync(tag));
    }

    [Fact]
    public async Task Complete_OfAnEarlierRegistration_DoesNotEndALaterOne()
    {
        var tag = Term.Named(Guid.NewGuid().ToString("N"));
        var article = await cluster.Client.NewArticleAsync();
        cluster.Storage.Arm(StorageOperation.Write, "listing", StorageFault.Before, Always);
        await article.PublishAsync(new(Stories.Harbour.Unique() with { Tags = [tag] }, 0, Stories.Author));
        await Assert.ThrowsAnyAsync<Exception>(article.DeliveredAsync);
        var owner = article.GetGrainId();
        var registry = cluster.Client.GetGrain<IOutboxRegistryGrain>(OutboxShards.Of(owner));
        var later = await registry.RegisterAsync(owner);

        await registry.CompleteAsync(owner, later - 1);
        cluster.Storage.Heal();
        await registry.WakeAsync(TimeSpan.Zero);

        Assert.Equal(1, await TotalAsync(tag));
    }

    [Fact]
    public async Task Publish_PermalinkDoesNotConfirm_IsSavedAndReadableOnceItDoes()
    {
        var article = await cluster.Client.NewArticleAsync();
        var claim = cluster.Storage.Hold(StorageOperation.Write, "permalink");
        cluster.Storage.Arm(StorageOperation.Write, "permalink", StorageFault.Before, Always);
        var publishing = article.PublishAsync(new(Stories.Harbour.Unique(), 0, Stories.Author));
        await claim.Reached;
        claim.Open();

        var saved = Assert.IsType<ArticleSaved>(await publishing);
        Assert.False((await cluster.Client.FindPathAsync(saved.Path))!.Confirmed);

        // Another story wants the address after the claim has run out: the first one carries it and keeps it.
        cluster.Storage.Heal();
        cluster.Time.Advance(TimeSpan.FromSeconds(61));
        var bucket = cluster.Client.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(saved.Path));
        Assert.Equal(article.Id(), await bucket.ClaimAsync(saved.Path, (await cluster.Client.NewArticleAsync()).Id()));
        await article.DeliveredAsync();
        Assert.True((await cluster.Client.FindPathAsync(saved.Path))!.Confirmed);
    }

    private async Task<int> TotalAsync(Term tag) => (await cluster.Client.GetGrain<IListingGrain>(ListingKeys.Tag(tag.Slug)).ReadAsync(new(1, 10))).Total;
}
