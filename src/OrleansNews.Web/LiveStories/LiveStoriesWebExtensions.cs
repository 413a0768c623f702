namespace OrleansNews.LiveStories;

/// <summary>What readers see of live stories.</summary>
internal static class LiveStoriesWebExtensions
{
    public static IServiceCollection AddLiveStories(this IServiceCollection services) =>
        services.AddSingleton<LiveEntryReader>().AddSingleton<LivePages>().AddSingleton<LiveEntryFeeds>();
}
