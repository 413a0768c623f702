using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Where the newsroom writes.</summary>
public static class NewsroomWebExtensions
{
    /// <summary>A story of the greatest length, when a browser encodes each of its letters.</summary>
    private const long LargestForm = 24 << 20;

    internal static IServiceCollection AddNewsroom(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, NewsroomJson.Default));
        return services.AddSingleton<StoryDesk>().AddSingleton<LeadImages>().AddSingleton<StoryListForms>().AddSingleton<EditorPages>().AddSingleton<EditorForms>().AddSingleton<PlanningForms>().AddSingleton<HistoryForms>().AddSingleton<NoteForms>().AddSingleton<DeskForms>().AddSingleton<EditorScript>();
    }

    /// <summary>Adds the pages of those who write. Call it behind authentication and authorization.</summary>
    public static WebApplication MapNewsroom(this WebApplication app)
    {
        var writers = app.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestForm).RequireAuthorization(PermissionPolicies.Of(Permission.WriteStories));
        writers.MapDesk();
        writers.MapStoryList();
        writers.MapEditor();
        writers.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.PublishOwnStories)).MapPublishing();
        return app;
    }
}
