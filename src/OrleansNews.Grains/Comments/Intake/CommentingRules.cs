using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Who may comment where, before the comment itself is looked at.</summary>
internal static class CommentingRules
{
    /// <summary>Why nobody, or not this person, may comment on a story now; null when they may.</summary>
    public static CommentRefusal? Refuse(PublishedArticle article, DiscussionSettings settings, Actor? staff, DateTimeOffset now)
    {
        if (article.Status != ArticleStatus.Published) return CommentRefusal.ArticleNotFound;
        if (!article.CommentsOpen || IsTooOld(article, settings, now)) return CommentRefusal.Closed;
        return settings.RequireLogin && staff is null ? CommentRefusal.LoginRequired : null;
    }

    private static bool IsTooOld(PublishedArticle article, DiscussionSettings settings, DateTimeOffset now) =>
        settings.CloseAfterDays > 0 && now - article.PublishedAt >= TimeSpan.FromDays(settings.CloseAfterDays);
}
