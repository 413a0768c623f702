using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Every comment waits when the site wants it so.</summary>
internal sealed class HoldEverythingPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.Settings.Moderation == ModerationMode.All ? new(ModerationOutcome.Hold, "all") : null;
}
