using OrleansNews.Articles;

namespace OrleansNews.LiveStories;

/// <summary>What readers see of live stories.</summary>
internal static class LiveStoriesWebExtensions
{
    public static IServiceCollection AddLiveStories(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, LiveStoriesApiJson.Default));
        return services.AddSingleton<LiveEntryReader>().AddSingleton<LivePages>().AddSingleton<LiveEntryFeeds>().AddSingleton<LiveStoryUpdates>();
    }

    public static IEndpointRouteBuilder MapLiveStories(this IEndpointRouteBuilder api)
    {
        api.MapGet("/articles/{id:long}/entries", GetAsync).WithName("ReadLiveEntries").WithTags("Live")
            .WithSummary("The entries of a live story that changed after a version, each once, as it is now.")
            .WithDescription("Give the `version` of the last answer, or of the feed's state `entries`, as `after`. Not `complete`: more than fifty changed, and the story's page has them. An entry without `html` was withdrawn.");
        return api;
    }

    private static async Task<Results<Ok<LiveStoryUpdate>, NotFound>> GetAsync(long id, long? after, StoryReader stories, LiveStoryUpdates updates, HttpContext context)
    {
        if (await stories.FindAsync(new ArticleId(id)) is not { Status: ArticleStatus.Published } story) return TypedResults.NotFound();
        if (await updates.ReadSharedAsync(story, Math.Max(0, after ?? 0)) is not { } update) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=0, s-maxage=1";
        return TypedResults.Ok(update);
    }
}
