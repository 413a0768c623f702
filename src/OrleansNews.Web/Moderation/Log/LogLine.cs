namespace OrleansNews.Moderation;

/// <summary>A line of the exported moderation log.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Decision">What.</param>
/// <param name="Story">The story; null where it is about the whole site.</param>
/// <param name="Comment">The comment; null where it is about the conversation.</param>
/// <param name="From">The status before; null where there was none.</param>
/// <param name="To">The status behind it, the mode, the day until which a person is suspended, or the rule for all their comments; null where there is none.</param>
/// <param name="Reason">The rule and what it found, or a moderator's words.</param>
/// <param name="Moderator">The login; empty for a rule.</param>
/// <param name="Place">Where the next request goes on, as <c>before</c>.</param>
internal sealed record LogLine(string Time, string Decision, long? Story, long? Comment, string? From, string? To, string Reason, string Moderator, string Place);
