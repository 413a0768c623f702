namespace OrleansNews.Articles;

/// <summary>What the pages of stories need.</summary>
internal static class StoryServices
{
    public static IServiceCollection AddStories(this IServiceCollection services) => services.AddSingleton<StoryReader>();
}
