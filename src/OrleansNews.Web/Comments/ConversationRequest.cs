namespace OrleansNews.Comments;

/// <summary>Which part of a conversation an address asks for.</summary>
internal sealed record ConversationRequest
{
    /// <summary>The number of a <c>comment-page-N</c> address; 0 for the one that the story's own address shows.</summary>
    public int Page { get; init; }

    /// <summary>The comment that the form shall answer.</summary>
    public CommentId? ReplyTo { get; init; }

    /// <summary>Only the replies below this comment.</summary>
    public CommentId? Branch { get; init; }

    /// <summary>Where the replies of a branch go on.</summary>
    public string? Cursor { get; init; }

    /// <summary>A held comment that the reader has proved to have written.</summary>
    public PreviewToken? Preview { get; init; }

    /// <summary>The story that <see cref="AtLeast"/> is about.</summary>
    public ArticleId? Of { get; init; }

    /// <summary>A position that the answer must have reached; null when any will do.</summary>
    public ThreadPosition? AtLeast { get; init; }

    /// <summary>Whether this is a page of the story rather than an answer to one reader's question.</summary>
    public bool IsPlain => ReplyTo is null && Branch is null && Preview is null;
}
