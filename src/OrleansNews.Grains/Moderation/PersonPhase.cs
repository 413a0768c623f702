namespace OrleansNews.Moderation;

/// <summary>What a moderator decided about a person. Approval is of browsers that are known: else whoever types the same name and email would have it too.</summary>
internal sealed class PersonPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.IsPersonHeld ? new(ModerationOutcome.Hold, "person")
        : context.IsPersonApproved && context.IsKnown ? new(ModerationOutcome.Approve, "person-approved")
        : null;
}
