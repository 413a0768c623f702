using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>The page on which a reader flags a comment.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Comment">The comment.</param>
/// <param name="Errors">What is wrong with what was sent.</param>
public sealed record FlagModel(SiteFrame Frame, CommentView Comment, ImmutableArray<FieldError> Errors)
{
    /// <summary>The words that were typed.</summary>
    public string Note { get; init; } = "";
}
