using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Status and words of each refusal.</summary>
internal static class RefusalTexts
{
    public static int StatusOf(CommentRefusal refusal) => refusal switch
    {
        CommentRefusal.ArticleNotFound => StatusCodes.Status404NotFound,
        CommentRefusal.Duplicate => StatusCodes.Status409Conflict,
        CommentRefusal.TooQuickly => StatusCodes.Status429TooManyRequests,
        CommentRefusal.SubmissionReused => StatusCodes.Status422UnprocessableEntity,
        CommentRefusal.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };

    public static string Of(CommentRefusal refusal, SiteTexts texts) => refusal switch
    {
        CommentRefusal.ArticleNotFound => texts.RefusedNoStory,
        CommentRefusal.Closed => texts.RefusedClosed,
        CommentRefusal.LoginRequired => texts.RefusedLogin,
        CommentRefusal.ParentNotApproved => texts.RefusedParent,
        CommentRefusal.Duplicate => texts.RefusedDuplicate,
        CommentRefusal.TooQuickly => texts.RefusedTooQuickly,
        CommentRefusal.Suspended => texts.RefusedSuspended,
        CommentRefusal.SubmissionReused => texts.RefusedReused,
        CommentRefusal.Busy => texts.RefusedBusy,
        CommentRefusal.NotEditable => texts.RefusedNotEditable,
        _ => texts.Refused,
    };

    /// <summary>Seconds after which trying again makes sense; null when it does not.</summary>
    public static int? RetryAfter(int status, DiscussionSettings settings) => status switch
    {
        StatusCodes.Status429TooManyRequests => Math.Max(settings.FloodSeconds, 1),
        StatusCodes.Status503ServiceUnavailable => 5,
        _ => null,
    };
}
