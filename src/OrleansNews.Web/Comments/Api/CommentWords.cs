namespace OrleansNews.Comments;

/// <summary>The words of the API for what the contracts number.</summary>
internal static class CommentWords
{
    public static string Of(CommentStatus status) => status switch
    {
        CommentStatus.Approved => "approved",
        CommentStatus.Held => "held",
        CommentStatus.Spam => "spam",
        CommentStatus.Trash => "trash",
        _ => "erased",
    };

    /// <summary>The status that a word names; null for any other word, and for that of an erased comment: nobody decides about one.</summary>
    public static CommentStatus? StatusOf(string? word) => word switch
    {
        "approved" => CommentStatus.Approved,
        "held" => CommentStatus.Held,
        "spam" => CommentStatus.Spam,
        "trash" => CommentStatus.Trash,
        _ => null,
    };

    public static Vote? VoteOf(string? word) => word switch
    {
        "up" => Vote.Up,
        "down" => Vote.Down,
        "none" => Vote.None,
        _ => null,
    };

    public static Decision? DecisionOf(string? word) => word switch
    {
        "approved" or "approve" => Decision.Approve,
        "hold" or "held" => Decision.Hold,
        "spam" => Decision.Spam,
        "trash" => Decision.Trash,
        "restore" => Decision.Restore,
        _ => null,
    };

    public static FlagReason? FlagReasonOf(string? word) => word switch
    {
        "spam" => FlagReason.Spam,
        "abuse" => FlagReason.Abuse,
        "off-topic" => FlagReason.OffTopic,
        "privacy" => FlagReason.Privacy,
        "other" => FlagReason.Other,
        _ => null,
    };

    public static ThreadOrder? OrderOf(string? word) => word switch
    {
        null or "oldest" => ThreadOrder.Oldest,
        "newest" => ThreadOrder.Newest,
        "best" => ThreadOrder.Best,
        _ => null,
    };

    public static CommentOutput Of(CommentView view) => new(
        view.Id.Value,
        view.Parent?.Value,
        view.Author,
        view.Url,
        view.PostedAt,
        view.Status == CommentStatus.Approved ? CommentMarkup.ToHtml(view.Text) : "",
        Of(view.Status),
        new(view.Up, view.Down),
        view.EditedAt,
        view.Replies,
        view.Damaged);
}
