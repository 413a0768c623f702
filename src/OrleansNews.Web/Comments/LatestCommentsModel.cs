using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>The Latest Comments box.</summary>
/// <param name="Latest">The newest comments of the site, newest first.</param>
/// <param name="Dates">How the newspaper writes dates.</param>
/// <param name="ShowsAvatars">Whether initials stand beside the names.</param>
public sealed record LatestCommentsModel(ImmutableArray<LatestComment> Latest, SiteDates Dates, bool ShowsAvatars);
