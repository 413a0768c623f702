using OrleansNews.Layout;

namespace OrleansNews.Comments;

/// <summary>Why a comment was not posted, with the form as it was filled in.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="StoryTitle">The headline; empty when it is not known.</param>
/// <param name="Problem">A sentence; empty when the fields say what is wrong.</param>
/// <param name="Form">The form.</param>
public sealed record CommentProblemModel(SiteFrame Frame, string StoryTitle, string Problem, ReplyFormModel Form);
