using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>What the listings need.</summary>
internal static class ListingWebExtensions
{
    public static IServiceCollection AddListings(this IServiceCollection services) => services.AddSingleton<KnownListings>().AddSingleton<ListingExtents>().AddSingleton<TagNames>().AddSingleton<SectionNames>().AddSingleton<ListingPages>().AddSingleton<IWarmPages, WarmListings>().AddSingleton<IWarmPages, WarmDocuments>().AddSingleton<StoryFeeds>().AddSingleton<Sitemaps>().AddSingleton<Robots>().AddStoryBoxes();
}
