namespace OrleansNews.Site.Feeds;

/// <summary>What names a story or comment for ever: WordPress's short address, which does not move with the headline.</summary>
internal static class FeedIds
{
    public static string Of(ArticleId story, string origin) => $"{origin}/?p={story}";

    public static string Of(CommentId comment, string origin) => $"{origin}/comments/{comment}";
}
