namespace OrleansNews.Comments;

/// <summary>A comment as readers see it, or the placeholder of one that has visible replies but is not visible itself.</summary>
[GenerateSerializer, Immutable, Alias("news.CommentView")]
public sealed record CommentView
{
    /// <summary>The comment.</summary>
    [Id(0)] public required CommentId Id { get; init; }

    /// <summary>The comment it replies to: the true parent, at any depth.</summary>
    [Id(1)] public CommentId? Parent { get; init; }

    /// <summary>The status. Anything but <see cref="CommentStatus.Approved"/> is a placeholder without author and text, except in a preview for its own author.</summary>
    [Id(2)] public required CommentStatus Status { get; init; }

    /// <summary>The name; empty in a placeholder.</summary>
    [Id(3)] public string Author { get; init; } = "";

    /// <summary>The website; may be empty.</summary>
    [Id(4)] public string Url { get; init; } = "";

    /// <summary>The sanitised fragment with the commenter's line breaks; empty in a placeholder.</summary>
    [Id(5)] public string Text { get; init; } = "";

    /// <summary>When it was posted.</summary>
    [Id(6)] public DateTimeOffset PostedAt { get; init; }

    /// <summary>When its text was last changed; null if never.</summary>
    [Id(7)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>1 when posted, one more with every edit.</summary>
    [Id(8)] public int Version { get; init; } = 1;

    /// <summary>Votes for it.</summary>
    [Id(9)] public int Up { get; init; }

    /// <summary>Votes against it.</summary>
    [Id(10)] public int Down { get; init; }

    /// <summary>Visible direct replies.</summary>
    [Id(11)] public int Replies { get; init; }

    /// <summary>How deep it stands, from 0; not capped.</summary>
    [Id(12)] public int Depth { get; init; }

    /// <summary>Whether a member of staff wrote it.</summary>
    [Id(13)] public bool ByStaff { get; init; }

    /// <summary>Visible replies, at any depth, that the page leaves out because it is full; readers reach them with <see cref="ThreadPageQuery.Root"/>.</summary>
    [Id(14)] public int MoreReplies { get; init; }

    /// <summary>
    /// Whether what is stored of it cannot be read: the store lost or spoiled it. Name and text are empty; readers are told so, it is never shown as if it were
    /// not there.
    /// </summary>
    [Id(15)] public bool Damaged { get; init; }

    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"comment {Id}, {Status}";
}
