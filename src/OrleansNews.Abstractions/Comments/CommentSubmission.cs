using OrleansNews.Accounts;

namespace OrleansNews.Comments;

/// <summary>A comment as somebody sent it, from the form or the API, before any check. Lengths are checked by the intake (WordPress's limits).</summary>
[GenerateSerializer, Immutable, Alias("news.CommentSubmission")]
public sealed record CommentSubmission
{
    /// <summary>The story.</summary>
    [Id(0)] public required ArticleId Article { get; init; }

    /// <summary>Names this attempt; a retry carries the same.</summary>
    [Id(1)] public required SubmissionId Submission { get; init; }

    /// <summary>The comment replied to; null for a new conversation.</summary>
    [Id(2)] public CommentId? Parent { get; init; }

    /// <summary>The name, at most 245 characters.</summary>
    [Id(3)] public string Author { get; init; } = "";

    /// <summary>The email address, at most 100 characters; sealed at once, never shown.</summary>
    [Id(4)] public string Email { get; init; } = "";

    /// <summary>The website, at most 200 characters; may be empty.</summary>
    [Id(5)] public string Url { get; init; } = "";

    /// <summary>The text, at most 65,525 characters, with WordPress's comment tags.</summary>
    [Id(6)] public string Text { get; init; } = "";

    /// <summary>The sender's network address; sealed.</summary>
    [Id(7)] public string Address { get; init; } = "";

    /// <summary>The sender's user agent; sealed.</summary>
    [Id(8)] public string UserAgent { get; init; } = "";

    /// <summary>The browser, when it showed a signed cookie.</summary>
    [Id(9)] public BrowserId? Browser { get; init; }

    /// <summary>The staff member who is signed in, if any: their name and email replace the form's.</summary>
    [Id(10)] public Actor? Staff { get; init; }

    /// <summary>Whether the commenter asks for mails about replies; sent when they have confirmed that by mail.</summary>
    [Id(11)] public bool WantsReplyMail { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"submission {Submission} to story {Article}";
}
