using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The conversations' part of the front end.</summary>
internal static class CommentWebExtensions
{
    // The longest comment, every character of it percent-encoded as four bytes.
    private const long LargestBody = 1024 * 1024;

    public static IServiceCollection AddComments(this IServiceCollection services)
    {
        services.AddSingleton<ConversationExtents>().AddSingleton<ConversationReader>();
        services.AddSingleton<LatestCommentsReader>().AddSingleton<IPageFragment, LatestCommentsFragment>();
        services.AddSingleton(typeof(SignedTokens<>));
        services.AddSingleton<BrowserIdentity>();
        services.AddSingleton<CommentPlaces>();
        services.AddSingleton<CommentSender>();
        services.AddSingleton<CommentLinks>();
        services.AddSingleton<CommentProblems>();
        services.AddSingleton<ReaderActions>();
        services.AddSingleton<CommentFeeds>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, CommentApiJson.Default));
        return services;
    }

    public static IEndpointRouteBuilder MapComments(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestBody).AddEndpointFilter(WriteLimiter.FilterAsync);
        forms.MapCommentForm();
        forms.MapCommentPages();
        forms.MapWriteComment();

        var api = routes.MapGroup("/api").RequireSameOrigin().WithBodyLimit(LargestBody).AddEndpointFilter(WriteLimiter.FilterAsync).WithTags("Comments");
        api.MapReading();
        api.MapPosting();
        api.MapReaderActions();
        api.MapModeration();
        return routes;
    }
}
