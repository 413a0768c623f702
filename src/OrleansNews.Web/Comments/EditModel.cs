using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>The page on which a commenter changes a fresh comment.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Comment">The comment as it is.</param>
/// <param name="Text">The text to start from, or as it was typed.</param>
/// <param name="Version">The version that is edited.</param>
/// <param name="Problem">Why it was not saved; empty at first.</param>
public sealed record EditModel(SiteFrame Frame, CommentView Comment, string Text, int Version, string Problem);
