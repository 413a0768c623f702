namespace OrleansNews.Comments;

/// <summary>What a commenter typed, as the form sent it.</summary>
public sealed record CommentForm
{
    public string Author { get; init; } = "";

    public string Email { get; init; } = "";

    public string Url { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>Whether the browser may remember name, email and website.</summary>
    public bool Remember { get; init; }

    /// <summary>Whether the commenter wants mails about replies.</summary>
    public bool WantsReplyMail { get; init; }

    /// <summary>The submission's own id, when a script gave it one.</summary>
    public string SubmissionId { get; init; } = "";
}
