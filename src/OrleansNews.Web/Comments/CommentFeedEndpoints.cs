using OrleansNews.Site.Feeds;

namespace OrleansNews.Comments;

/// <summary>The feed of the newest comments of the site. A story's own is at the story's address.</summary>
internal static class CommentFeedEndpoints
{
    public static IEndpointRouteBuilder MapCommentFeeds(this IEndpointRouteBuilder pages)
    {
        pages.MapFeed("/comments/", static (context, format) =>
        {
            var feeds = context.RequestServices.GetRequiredService<CommentFeeds>();
            return asked => feeds.OfAll(format, asked);
        });
        return pages;
    }
}
