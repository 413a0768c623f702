using OrleansNews.Layout;

namespace OrleansNews.LiveStories;

/// <summary>A further page of a live story's entries.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Blog">The entries.</param>
public sealed record LiveEntriesModel(SiteFrame Frame, LiveBlogModel Blog);
