namespace OrleansNews.Moderation;

/// <summary>One rule about new comments. Pure.</summary>
internal interface IModerationPhase
{
    /// <summary>The decision, or null to leave it to the next phase.</summary>
    ModerationVerdict? Decide(ModerationContext context);
}
