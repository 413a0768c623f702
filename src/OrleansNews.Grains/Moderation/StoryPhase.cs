namespace OrleansNews.Moderation;

/// <summary>Every comment on a story waits when a moderator wants it so.</summary>
internal sealed class StoryPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) => context.Story == StoryModeration.All ? new(ModerationOutcome.Hold, "story") : null;
}
