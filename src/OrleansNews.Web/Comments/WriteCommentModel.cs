using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>The form of a comment, on a page of its own.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="StoryTitle">The headline of the story.</param>
/// <param name="Form">The form, with the name and address of whoever is logged in.</param>
public sealed record WriteCommentModel(SiteFrame Frame, string StoryTitle, ReplyFormModel Form);
