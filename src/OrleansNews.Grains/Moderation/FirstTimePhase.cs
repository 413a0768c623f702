namespace OrleansNews.Moderation;

/// <summary>
/// Who has no approved comment waits. WordPress goes by the name and email that were typed, which anybody can type; here it is the browser that made the
/// approved comment.
/// </summary>
internal sealed class FirstTimePhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        !context.IsKnown && (context.Story == StoryModeration.Site ? context.Settings.RequirePreviouslyApproved : context.Story == StoryModeration.FirstTime) ? new(ModerationOutcome.Hold, "first-time") : null;
}
