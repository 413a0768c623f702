namespace OrleansNews.Moderation;

/// <summary>A disallowed word sends a comment to the trash.</summary>
internal sealed class DisallowedWordsPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.FindWord(context.Settings.DisallowedWords) is { } word ? new(ModerationOutcome.Trash, $"disallowed:{word}") : null;
}
