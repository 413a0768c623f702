namespace OrleansNews.Moderation;

/// <summary>A word of the moderation list holds a comment.</summary>
internal sealed class ModerationWordsPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.FindWord(context.Settings.ModerationWords) is { } word ? new(ModerationOutcome.Hold, $"word:{word}") : null;
}
