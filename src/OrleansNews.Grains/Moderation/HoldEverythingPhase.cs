using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Every comment waits when the site wants it so, and the story has no mode of its own.</summary>
internal sealed class HoldEverythingPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.Story == StoryModeration.Site && context.Settings.Moderation == ModerationMode.All ? new(ModerationOutcome.Hold, "all") : null;
}
