using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The moderation desk of the front end.</summary>
internal static class ModerationWebExtensions
{
    // A thousand ids, or the longest comment, every character of it percent-encoded as four bytes.
    private const long LargestBody = 1024 * 1024;

    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        services.AddSingleton<DeskReader>();
        services.AddSingleton<DeskListForms>();
        services.AddSingleton<DeskCommentForms>();
        services.AddSingleton<DiscussionForms>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<LogForms>();
        services.AddSingleton<LogExport>();
        services.AddSingleton<PublicLogLimiter>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, DeskApiJson.Default));
        return services;
    }

    /// <summary>Maps the desk. Its policy is the bound: a moderator decides faster than a reader may write.</summary>
    public static IEndpointRouteBuilder MapModerationDesk(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("").RequireAuthorization(PermissionPolicies.ModerateComments).RequireSameOrigin().WithBodyLimit(LargestBody).WithMetadata(KeptForms.Metadata);
        const string one = DeskAddress.Path + "/{id:long}";
        desk.MapGet(DeskAddress.Path, static (HttpContext context, DeskListForms forms) => forms.ShowAsync(context));
        desk.MapPost(DeskAddress.Path + "/decisions", static (HttpContext context, DeskListForms forms) => forms.DecideAsync(context));
        desk.MapPost(DeskAddress.Path + "/undo", static (HttpContext context, DeskListForms forms) => forms.UndoAsync(context));
        desk.MapPost(DeskAddress.Path + "/story-mode", static (HttpContext context, DeskListForms forms) => forms.SetStoryModeAsync(context));
        desk.MapPost(DeskAddress.Path + "/conversation", static (HttpContext context, DeskListForms forms) => forms.SetConversationAsync(context));
        desk.MapGet(LogAddress.Path, static (HttpContext context, LogForms forms) => forms.ShowAsync(context));
        desk.MapGet(LogAddress.Csv, static (HttpContext context, LogExport export) => export.CsvAsync(context));
        desk.MapGet(LogAddress.JsonLines, static (HttpContext context, LogExport export) => export.JsonLinesAsync(context));
        desk.MapGet(one, static (long id, HttpContext context, DeskCommentForms forms) => forms.ShowAsync(context, id));
        desk.MapPost(one + "/decision", static (long id, HttpContext context, DeskCommentForms forms) => forms.DecideAsync(context, id));
        desk.MapPost(one + "/text", static (long id, HttpContext context, DeskCommentForms forms) => forms.EditAsync(context, id));
        desk.MapPost(one + "/reply", static (long id, HttpContext context, DeskCommentForms forms) => forms.ReplyAsync(context, id));
        desk.MapPost(one + "/suspension", static (long id, HttpContext context, DeskCommentForms forms) => forms.SuspendAsync(context, id));
        desk.MapPost(one + "/rule", static (long id, HttpContext context, DeskCommentForms forms) => forms.SetRuleAsync(context, id));
        desk.MapPost(one + "/erasure", static (long id, HttpContext context, DeskCommentForms forms) => forms.EraseAsync(context, id));
        var settings = routes.MapGroup("").RequireAuthorization(PermissionPolicies.Of(Permission.ManageSite)).RequireSameOrigin().WithBodyLimit(LargestBody).WithMetadata(KeptForms.Metadata);
        settings.MapGet(SettingsPaths.Discussion, static (HttpContext context, DiscussionForms forms) => forms.ShowAsync(context));
        settings.MapPost(SettingsPaths.Discussion, static (HttpContext context, DiscussionForms forms) => forms.SaveAsync(context));
        routes.MapMethods(LogAddress.Public, PageRoutes.Methods, static (HttpContext context, LogForms forms) => forms.ShowPublicAsync(context));
        desk.MapGroup("/api").WithTags("Moderation").MapDeskApi();
        return routes;
    }
}
