namespace OrleansNews.Demo;

/// <summary>The conversation under one story.</summary>
/// <param name="Story">The story's slug.</param>
/// <param name="Comments">In the order in which they were posted.</param>
internal sealed record DemoConversation(string Story, IReadOnlyList<DemoComment> Comments);

/// <summary>What a reader says, and what others answer.</summary>
/// <param name="Author">A name.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Replies">The answers; null for none.</param>
internal sealed record DemoComment(string Author, string Text, IReadOnlyList<DemoComment>? Replies);
