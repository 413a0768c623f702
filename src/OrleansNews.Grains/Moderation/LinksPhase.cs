using System.Globalization;

namespace OrleansNews.Moderation;

/// <summary>Many links are the mark of an advertisement.</summary>
internal sealed class LinksPhase : IModerationPhase
{
    public ModerationVerdict? Decide(ModerationContext context) =>
        context.Settings.MaxLinks > 0 && context.Links >= context.Settings.MaxLinks
            ? new(ModerationOutcome.Hold, string.Create(CultureInfo.InvariantCulture, $"links:{context.Links}"))
            : null;
}
