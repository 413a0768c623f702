namespace OrleansNews.Comments;

/// <summary>What conversations need in the front end.</summary>
internal static class CommentServices
{
    public static IServiceCollection AddComments(this IServiceCollection services)
    {
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<PreviewTokens>();
        return services;
    }
}
