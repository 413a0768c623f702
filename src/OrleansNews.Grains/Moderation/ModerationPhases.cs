namespace OrleansNews.Moderation;

/// <summary>The rules in their order: the first that decides wins. The order is WordPress's (<c>wp_allow_comment</c>,
/// <c>check_comment</c>), with what was decided about the person and the story, which it does not know, ahead of what holds for the whole site.</summary>
internal static class ModerationPhases
{
    public static readonly IModerationPhase[] InOrder =
    [
        new StaffPhase(),
        new DisallowedWordsPhase(),
        new PersonPhase(),
        new StoryPhase(),
        new HoldEverythingPhase(),
        new LinksPhase(),
        new ModerationWordsPhase(),
        new FirstTimePhase(),
    ];

    private static readonly ModerationVerdict Nothing = new(ModerationOutcome.Approve, "");

    /// <summary>The decision; approval without a reason when no rule has anything against it.</summary>
    public static ModerationVerdict Decide(ModerationContext context)
    {
        foreach (var phase in InOrder)
        {
            if (phase.Decide(context) is { } verdict) return verdict;
        }

        return Nothing;
    }
}
