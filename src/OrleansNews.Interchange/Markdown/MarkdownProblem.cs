using System.Globalization;

namespace OrleansNews.Markdown;

/// <summary>What is wrong with a file, where, and what to do about it.</summary>
/// <param name="File">The file's name as the reader was given it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and the cure, as a sentence for the person who wrote the file.</param>
public sealed record MarkdownProblem(string File, int Line, string Message)
{
    /// <summary><c>file:line: message</c>, as compilers say it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
