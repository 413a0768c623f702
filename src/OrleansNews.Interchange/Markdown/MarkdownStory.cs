using System.Collections.Immutable;
using OrleansNews.Articles;

namespace OrleansNews.Markdown;

/// <summary>A story written as a Markdown file: YAML front matter between two lines <c>---</c>, then the text.</summary>
/// <param name="Content">The story.</param>
/// <param name="Date">When it was published first; null when the file does not say.</param>
public sealed record MarkdownStory(ArticleContent Content, StoryDate? Date)
{
    /// <summary>The keys that the front matter may have, in the order in which they are usually given.</summary>
    public static ImmutableArray<string> Keys { get; } = ["title", "slug", "date", "section", "tags", "author", "excerpt", "dateline", "comments"];

    /// <summary>
    /// Reads a file. A byte order mark and Windows line ends are accepted. What is missing or impossible is an error with its line and cure; an unknown key is
    /// a warning.
    /// </summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">The whole file.</param>
    public static MarkdownReading Read(string name, string text) => new MarkdownStoryReader(name).Read(text);
}
