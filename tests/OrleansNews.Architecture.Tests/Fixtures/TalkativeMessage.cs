namespace OrleansNews.Fixtures;

/// <summary>A message that prints what nobody may log.</summary>
internal sealed record TalkativeMessage(string Email);
