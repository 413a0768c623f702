using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Whether a story takes comments now, as its page and its live feed say it.</summary>
internal static class ConversationRules
{
    /// <summary>The page of comments that the story's own address shows: 0 is the newest.</summary>
    public static int OwnPage(DiscussionSettings settings) => settings.FirstPageByDefault ? 1 : 0;

    /// <summary>Asks for a page of comments as readers have it.</summary>
    public static ThreadPageQuery PageQuery(DiscussionSettings settings, int page) =>
        new() { Page = page, Limit = settings.ConversationsPerPage, Order = settings.NewestOnTop ? ThreadOrder.Newest : ThreadOrder.Oldest, IsFlat = settings.IsFlat };

    /// <summary>When comments end by their age (WordPress: "Automatically close comments on posts older than"); never, at the end of time.</summary>
    public static DateTimeOffset ClosesAt(PublishedArticle story, DiscussionSettings settings) =>
        settings.CloseAfterDays == 0 ? DateTimeOffset.MaxValue : story.PublishedAt.AddDays(settings.CloseAfterDays);

    /// <summary>Whether the thread, the newsroom and the story's age allow comments.</summary>
    public static bool IsOpen(ThreadVersion thread, PublishedArticle story, DiscussionSettings settings, DateTimeOffset now) =>
        thread.Open && story.CommentsOpen && now < ClosesAt(story, settings);
}
