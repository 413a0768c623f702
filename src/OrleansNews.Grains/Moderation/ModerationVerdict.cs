namespace OrleansNews.Moderation;

/// <summary>A decision.</summary>
/// <param name="Outcome">What is decided.</param>
/// <param name="Reason">Which rule, and on what: <c>links:2</c>. Stored with the comment and shown to moderators, so a stable text.</param>
internal sealed record ModerationVerdict(ModerationOutcome Outcome, string Reason);
