using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>The outcome of a submission, of an edit, or of its check. Faults (the store does not answer, unknown outcome) are exceptions and may be retried under the same id.</summary>
[GenerateSerializer, Immutable, Alias("news.PostCommentResult")]
public abstract record PostCommentResult;

/// <summary>Durable. Also the answer to every repetition of the same submission.</summary>
/// <param name="Id">The comment.</param>
/// <param name="Status">What was decided about it when it was posted.</param>
/// <param name="Position">The place in the log behind the comment: a page at least this new shows it.</param>
/// <param name="Repeated">Whether the comment was already there.</param>
[GenerateSerializer, Immutable, Alias("news.CommentPosted")]
public sealed record CommentPosted(
    [property: Id(0)] CommentId Id,
    [property: Id(1)] CommentStatus Status,
    [property: Id(2)] ThreadPosition Position,
    [property: Id(3)] bool Repeated) : PostCommentResult;

/// <summary>Not accepted, for a reason that filling in the form differently may not cure.</summary>
/// <param name="Reason">Which rule refused.</param>
[GenerateSerializer, Immutable, Alias("news.CommentRefused")]
public sealed record CommentRefused([property: Id(0)] CommentRefusal Reason) : PostCommentResult;

/// <summary>Fields are missing or wrong.</summary>
/// <param name="Errors">One or more, in the order of the form.</param>
[GenerateSerializer, Immutable, Alias("news.CommentInvalid")]
public sealed record CommentInvalid([property: Id(0)] ImmutableArray<FieldError> Errors) : PostCommentResult;

/// <summary>Why a comment was not accepted. The status codes are WordPress's, but for the last four.</summary>
public enum CommentRefusal : byte
{
    /// <summary>There is no such published story: 404.</summary>
    ArticleNotFound = 1,

    /// <summary>Comments are closed: 403.</summary>
    Closed = 2,

    /// <summary>Only signed-in users may comment: 403.</summary>
    LoginRequired = 3,

    /// <summary>The parent is not approved, or not a comment of this story: 403.</summary>
    ParentNotApproved = 4,

    /// <summary>Same story, parent, author or email, and text as a comment that is not in the trash: 409.</summary>
    Duplicate = 5,

    /// <summary>Under the flood interval since the last by user, address or email: 429.</summary>
    TooQuickly = 6,

    /// <summary>A moderator suspended this commenter: 403.</summary>
    Suspended = 7,

    /// <summary>The same submission id came with another text: 422.</summary>
    SubmissionReused = 8,

    /// <summary>The thread's queue is full: 503 with Retry-After; nothing was stored.</summary>
    Busy = 9,

    /// <summary>The edit window is over, the browser is another, or the comment is not there: 403.</summary>
    NotEditable = 10,
}
