using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Listings;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>A newspaper that began with a build that did not name its listings.</summary>
public sealed class ListingNamesTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Listings_OfABuildWithoutNames_AreNamed_AndTheSettingsSaySo()
    {
        var story = Stories.Harbour with { Section = Term.Nested("Politics/Local"), Tags = [Term.Named("Old harbour"), Term.Named("Ferries")], Authors = [Term.Named("Ines Ferro")] };
        await cluster.Client.MakeSectionAsync(story.Section);
        await (await cluster.Client.NewArticleAsync()).PublishedAsync(story.Unique());
        await (await cluster.Client.NewArticleAsync()).PublishedAsync(Stories.Harbour.Unique());
        string[] listings = [ListingKeys.Category("politics"), ListingKeys.Category("politics/local"), ListingKeys.Tag("old-harbour"), ListingKeys.Tag("ferries"), ListingKeys.Author("ines-ferro")];
        for (var shard = 0; shard < IListingNamesGrain.Shards; shard++)
        {
            await cluster.WritePastAsync<ListingNamesState>(cluster.Client.GetGrain<IListingNamesGrain>(shard), "listing-names", _ => new());
            await cluster.Client.GetGrain<IListingNamesGrain>(shard).DeactivateAsync();
        }

        foreach (var listing in listings) Assert.DoesNotContain(listing, await NamesBesideAsync(listing));
        var site = cluster.Client.GetGrain<ISiteGrain>(0);
        var golden = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Site", "Golden", "site-without-names.json"), TestContext.Current.CancellationToken);
        await cluster.WritePastAsync<SiteState>(site, "site", _ => cluster.SiloServices.GetRequiredService<IGrainStorageSerializer>().Deserialize<SiteState>(new BinaryData(golden))!);
        await site.DeactivateAsync();

        await site.AsReference<IOutboxOwner>().DeliverOutboxAsync();

        var settings = (await site.GetAsync(0))!;
        Assert.True(settings.NamesListings);
        Assert.True(settings.Version > 7);
        Assert.Equal("The Ternmouth Packet", settings.Title);
        Assert.Equal(Enumerable.Range(0, 32).Select(value => (byte)value), await site.GetSecretAsync("threads"));
        foreach (var listing in listings) Assert.Contains(listing, await NamesBesideAsync(listing));
        Assert.DoesNotContain(ListingKeys.Tag("invented"), await NamesBesideAsync(ListingKeys.Tag("invented")));
    }

    private async Task<IReadOnlyList<string>> NamesBesideAsync(string listing) =>
        (await cluster.Client.GetGrain<IListingNamesGrain>(IListingNamesGrain.ShardOf(listing)).GetAsync(0))!.Keys;
}
