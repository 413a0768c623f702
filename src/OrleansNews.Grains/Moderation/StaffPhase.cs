namespace OrleansNews.Moderation;

/// <summary>Who wrote the story, or decides about comments, needs nobody's approval.</summary>
internal sealed class StaffPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.IsModerator ? new(ModerationOutcome.Approve, "moderator")
        : context.IsAuthorOfStory ? new(ModerationOutcome.Approve, "story-author")
        : null;
}
