using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Where the newsroom writes.</summary>
public static class NewsroomWebExtensions
{
    /// <summary>A story of the greatest length, when a browser encodes each of its letters.</summary>
    private const long LargestForm = 24 << 20;

    /// <summary>Fifty sections of four levels, when a browser encodes each letter of their names.</summary>
    private const long LargestSettings = 1 << 20;

    internal static IServiceCollection AddNewsroom(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, NewsroomJson.Default));
        return services.AddSingleton<StoryDesk>().AddSingleton<LeadImages>().AddSingleton<SectionChoices>().AddSingleton<StoryListForms>().AddSingleton<EditorPages>().AddSingleton<EditorForms>().AddSingleton<PlanningForms>().AddSingleton<DiscardForms>().AddSingleton<HistoryForms>().AddSingleton<NoteForms>().AddSingleton<LiveDeskForms>().AddSingleton<DeskForms>().AddSingleton<EditorScript>().AddSingleton<SettingsForms>();
    }

    /// <summary>Adds the pages of those who write. Call it behind authentication and authorization.</summary>
    public static WebApplication MapNewsroom(this WebApplication app)
    {
        var writers = app.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestForm).RequireAuthorization(PermissionPolicies.Of(Permission.WriteStories)).WithMetadata(KeptForms.Metadata);
        writers.MapDesk();
        writers.MapStoryList();
        writers.MapEditor();
        var publishers = writers.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.PublishOwnStories));
        publishers.MapPublishing();
        publishers.MapLiveDesk();
        var settings = app.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestSettings).WithMetadata(KeptForms.Metadata);
        settings.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.ManageSite)).MapSettings();
        settings.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.ManageSections)).MapSections();
        app.MapGroup("/api").WithTags("Staff").RequireAuthorization(PermissionPolicies.Of(Permission.KeepProfile)).MapStaffTools();
        return app;
    }

    private static void MapSettings(this RouteGroupBuilder administrators)
    {
        administrators.MapGet(SettingsPaths.General, static (HttpContext context, SettingsForms forms) => forms.ShowGeneralAsync(context));
        administrators.MapPost(SettingsPaths.General, static (HttpContext context, SettingsForms forms) => forms.SaveGeneralAsync(context));
        administrators.MapGet(SettingsPaths.Permalinks, static (HttpContext context, SettingsForms forms) => forms.ShowPermalinksAsync(context));
        administrators.MapPost(SettingsPaths.Permalinks, static (HttpContext context, SettingsForms forms) => forms.SavePermalinksAsync(context));
    }

    private static void MapSections(this RouteGroupBuilder editors)
    {
        editors.MapGet(SettingsPaths.Sections, static (HttpContext context, SettingsForms forms) => forms.ShowSectionsAsync(context));
        editors.MapPost(SettingsPaths.Sections, static (HttpContext context, SettingsForms forms) => forms.SaveSectionsAsync(context));
    }
}
