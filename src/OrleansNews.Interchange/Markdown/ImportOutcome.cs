using System.Collections.Immutable;

namespace OrleansNews.Markdown;

/// <summary>What became of one file.</summary>
/// <param name="Name">The file.</param>
/// <param name="Status">What was done.</param>
/// <param name="Article">The story; null when the file failed before one was found or made.</param>
/// <param name="Path">The story's path; empty when there is none.</param>
/// <param name="Messages">Why it failed, and warnings; sentences for the person at the command line, with file and line where they are about the text.</param>
public sealed record ImportOutcome(string Name, ImportStatus Status, ArticleId? Article, string Path, ImmutableArray<string> Messages);

/// <summary>What an import did with a file.</summary>
public enum ImportStatus
{
    /// <summary>A new story was published.</summary>
    Created,

    /// <summary>The story at the file's slug and date got a new revision.</summary>
    Updated,

    /// <summary>The story at the file's slug and date already says the same.</summary>
    Unchanged,

    /// <summary>Nothing was done; <see cref="ImportOutcome.Messages"/> says why.</summary>
    Failed,
}
