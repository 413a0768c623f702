namespace OrleansNews.Articles;

/// <summary>What the pages of stories need.</summary>
internal static class StoryWebExtensions
{
    public static IServiceCollection AddStories(this IServiceCollection services) => services.AddSingleton<StoryReader>();
}
