using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>The boxes of stories that pages carry.</summary>
internal static class StoryBoxes
{
    public static IServiceCollection AddStoryBoxes(this IServiceCollection services)
    {
        services.AddHostedService<ReadingReports>();
        return services
            .AddBox(FragmentMarkers.MostRead, static texts => texts.MostRead, static (cluster, count) => cluster.GetGrain<ITrendingGrain>(0).GetMostReadAsync(count))
            .AddBox(FragmentMarkers.MostDiscussed, static texts => texts.MostDiscussed, static (cluster, count) => cluster.GetGrain<ILatestCommentsGrain>(0).GetMostDiscussedAsync(count));
    }

    private static IServiceCollection AddBox(
        this IServiceCollection services, string name, Func<SiteTexts, string> title, Func<IClusterClient, int, Task<ImmutableArray<ArticleId>>> readAsync) =>
        services.AddSingleton<IPageFragment>(provider => ActivatorUtilities.CreateInstance<StoryBoxFragment>(provider, name, title, readAsync));
}
