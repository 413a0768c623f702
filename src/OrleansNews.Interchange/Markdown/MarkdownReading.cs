using System.Collections.Immutable;

namespace OrleansNews.Markdown;

/// <summary>What a Markdown file says.</summary>
/// <param name="Story">The story; null when there are errors.</param>
/// <param name="Errors">Why there is no story, in the order of the file.</param>
/// <param name="Warnings">What was left out or assumed, in the order of the file.</param>
public sealed record MarkdownReading(MarkdownStory? Story, ImmutableArray<MarkdownProblem> Errors, ImmutableArray<MarkdownProblem> Warnings);
