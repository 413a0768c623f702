using System.Collections.Immutable;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>What the rules look at.</summary>
internal sealed record ModerationContext
{
    /// <summary>The site's rules.</summary>
    public required DiscussionSettings Settings { get; init; }

    /// <summary>The story.</summary>
    public ArticleId Article { get; init; }

    /// <summary>The text with its tags.</summary>
    public required string Markup { get; init; }

    /// <summary>The text alone.</summary>
    public required string Text { get; init; }

    /// <summary>How many links it holds.</summary>
    public int Links { get; init; }

    public string Author { get; init; } = "";

    public string Email { get; init; } = "";

    public string Url { get; init; } = "";

    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";

    /// <summary>Whether the commenter may moderate.</summary>
    public bool IsModerator { get; init; }

    /// <summary>Whether the commenter wrote the story.</summary>
    public bool IsAuthorOfStory { get; init; }

    /// <summary>Whether a moderator holds all comments of this person.</summary>
    public bool IsPersonHeld { get; init; }

    /// <summary>Whether a moderator approves this person's comments.</summary>
    public bool IsPersonApproved { get; init; }

    /// <summary>Which comments on the story wait.</summary>
    public StoryModeration Story { get; init; }

    /// <summary>Whether the commenter, in this browser, has an approved comment.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The first of <paramref name="words"/> that the comment contains, in the fields that WordPress looks at; null when there is none.</summary>
    public string? FindWord(ImmutableArray<string> words)
    {
        var entries = FoldedWord.AllOf(words);
        if (entries.Count == 0) return null;
        var fields = new[] { Author, Email, Url, Text, Markup, Address, UserAgent }.Where(field => field.Length > 0).Distinct().Select(field => new FoldedText(field)).ToList();
        return entries.FirstOrDefault(entry => fields.Exists(field => field.Contains(entry)))?.Entry;
    }
}
