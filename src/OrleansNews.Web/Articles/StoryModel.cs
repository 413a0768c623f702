using OrleansNews.Layout;
using OrleansNews.LiveStories;
using OrleansNews.Comments;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>A story with its conversation, ready to be shown.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Article">The story.</param>
/// <param name="Conversation">The comments and the form.</param>
/// <param name="Neighbours">The stories before and after it.</param>
public sealed record StoryModel(SiteFrame Frame, PublishedArticle Article, ConversationModel Conversation, StoryNeighbours Neighbours)
{
    /// <summary>Stories like it.</summary>
    public RelatedBox Related { get; init; } = RelatedBox.None;

    /// <summary>Its entries; null when it is no live story.</summary>
    public LiveBlogModel? Live { get; init; }

    /// <summary>The model with these entries, as the story's own page shows them.</summary>
    internal StoryModel WithLive(LiveEntries? entries) => entries is null
        ? this
        : this with { Live = new(Article, entries, new(Article.Live == LiveOrder.OldestFirst, 0, LiveEntryReader.PageSize), Frame.Dates, Frame.Texts) };
}
