namespace OrleansNews.Comments;

/// <summary>Status and words of each refusal: WordPress's own, and ours where it has none.</summary>
internal static class RefusalTexts
{
    public const string Unavailable = "Your comment could not be saved at the moment. Nothing you typed is lost: please try again in a few seconds.";

    public static (int Status, string Text) Of(CommentRefusal refusal) => refusal switch
    {
        CommentRefusal.ArticleNotFound => (StatusCodes.Status404NotFound, "Sorry, this story does not exist."),
        CommentRefusal.Closed => (StatusCodes.Status403Forbidden, "Sorry, comments are closed for this item."),
        CommentRefusal.LoginRequired => (StatusCodes.Status403Forbidden, "Sorry, you must be logged in to comment."),
        CommentRefusal.ParentNotApproved => (StatusCodes.Status403Forbidden, "Sorry, replies to unapproved comments are not allowed."),
        CommentRefusal.Duplicate => (StatusCodes.Status409Conflict, "Duplicate comment detected; it looks as though you’ve already said that!"),
        CommentRefusal.TooQuickly => (StatusCodes.Status429TooManyRequests, "You are posting comments too quickly. Slow down."),
        CommentRefusal.Suspended => (StatusCodes.Status403Forbidden, "Sorry, you are not allowed to comment at the moment."),
        CommentRefusal.SubmissionReused => (StatusCodes.Status422UnprocessableEntity, "This submission was already used for another comment. Please send it again."),
        CommentRefusal.Busy => (StatusCodes.Status503ServiceUnavailable, "This conversation is very busy. Please try again in a few seconds."),
        CommentRefusal.NotEditable => (StatusCodes.Status403Forbidden, "Sorry, this comment can no longer be edited."),
        _ => (StatusCodes.Status403Forbidden, "Sorry, your comment was not accepted."),
    };

    /// <summary>Seconds after which trying again makes sense; null when it does not.</summary>
    public static int? RetryAfter(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => 15,
        StatusCodes.Status503ServiceUnavailable => 5,
        _ => null,
    };
}
