namespace OrleansNews.Moderation;

/// <summary>The rules in their order: the first that decides wins. The order is WordPress's (<c>wp_allow_comment</c>,
/// <c>check_comment</c>), with what was decided about the person and the story, which it does not know, ahead of what holds for the whole site.</summary>
internal static class ModerationPhases
{
    /// <summary>Those that decide before a classifier outside is asked: it is not told what staff write, nor what is clear already.</summary>
    public static readonly IModerationPhase[] BeforeClassifier =
    [
        new StaffPhase(),
        new DisallowedWordsPhase(),
        new PersonPhase(),
    ];

    /// <summary>Those that decide about what it has nothing against.</summary>
    public static readonly IModerationPhase[] AfterClassifier =
    [
        new StoryPhase(),
        new HoldEverythingPhase(),
        new LinksPhase(),
        new ModerationWordsPhase(),
        new FirstTimePhase(),
    ];

    private static readonly ModerationVerdict Nothing = new(ModerationOutcome.Approve, "");

    /// <summary>The decision; approval without a reason when no rule has anything against it.</summary>
    public static async Task<ModerationVerdict> DecideAsync(ModerationContext context, Func<ModerationContext, Task<ModerationVerdict?>> classify) =>
        First(BeforeClassifier, context) ?? await classify(context) ?? First(AfterClassifier, context) ?? Nothing;

    private static ModerationVerdict? First(IModerationPhase[] phases, ModerationContext context)
    {
        foreach (var phase in phases)
        {
            if (phase.Decide(context) is { } verdict) return verdict;
        }

        return null;
    }
}
