using System.Collections.Immutable;
using OrleansNews.Articles;

namespace OrleansNews.Markdown;

/// <summary>A story written as a Markdown file: YAML front matter between two lines <c>---</c>, then the text.</summary>
/// <param name="Content">The story.</param>
/// <param name="Date">When it was published first; null when the file does not say.</param>
public sealed record MarkdownStory(ArticleContent Content, StoryDate? Date)
{
    /// <summary>Whether the file says whether the story is a live one. One that does not leaves it as it is: nobody's entries go because a text was imported again.</summary>
    public bool SaysLive { get; init; }

    /// <summary>Whether the file says which its lead image is, or that it has none. One that does not leaves it as it is.</summary>
    public bool SaysImage { get; init; }

    /// <summary>The keys that the front matter may have, in the order in which they are usually given.</summary>
    public static ImmutableArray<string> Keys { get; } = ["title", "slug", "date", "section", "tags", "author", "excerpt", "dateline", "comments", "live", "image", "image_alt", "image_caption", "image_credit"];

    /// <summary>
    /// Reads a file. A byte order mark and Windows line ends are accepted. What is missing or impossible is an error with its line and cure; an unknown key is
    /// a warning.
    /// </summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">The whole file.</param>
    public static MarkdownReading Read(string name, string text) => new MarkdownStoryReader(name).Read(text);
}
