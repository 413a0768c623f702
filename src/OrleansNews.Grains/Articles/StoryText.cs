namespace OrleansNews.Articles;

/// <summary>A body made ready for readers.</summary>
/// <param name="Html">Sanitised HTML.</param>
/// <param name="Summary">The first words as plain text.</param>
internal sealed record StoryText(string Html, string Summary);
