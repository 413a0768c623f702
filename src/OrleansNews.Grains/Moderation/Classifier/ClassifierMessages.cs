namespace OrleansNews.Moderation;

/// <summary>What the classifier is told of a comment.</summary>
/// <param name="Story">The number of the story.</param>
/// <param name="Author">The name.</param>
/// <param name="Url">The website; may be empty.</param>
/// <param name="Text">The text alone.</param>
/// <param name="Links">How many links it holds.</param>
internal sealed record ClassifierQuestion(long Story, string Author, string Url, string Text, int Links);

/// <summary>What it answers.</summary>
/// <param name="Verdict"><c>approve</c>: nothing against it, the other rules go on; <c>hold</c>, <c>spam</c> or <c>trash</c>.</param>
/// <param name="Reason">Shown to moderators, at most 100 characters of it; may be missing.</param>
internal sealed record ClassifierAnswer(string? Verdict, string? Reason);
