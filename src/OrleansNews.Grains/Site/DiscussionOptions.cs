namespace OrleansNews.Site;

/// <summary>
/// What the configuration (section <c>Discussion</c>) fixes of <see cref="DiscussionSettings"/>; it wins over what staff set. Null leaves a setting to staff, the
/// default for all. Units and ranges are those of the settings.
/// </summary>
internal sealed class DiscussionOptions
{
    public const string Section = "Discussion";

    /// <summary>Comment author must fill out name and email.</summary>
    public bool? RequireNameAndEmail { get; set; }

    /// <summary>Users must be registered and signed in to comment.</summary>
    public bool? RequireLogin { get; set; }

    /// <summary>Which comments wait for a moderator: <c>None</c> or <c>All</c>.</summary>
    public ModerationMode? Moderation { get; set; }

    /// <summary>Comment author must have a previously approved comment.</summary>
    public bool? RequirePreviouslyApproved { get; set; }

    /// <summary>Hold a comment with this many links or more, 0 to 1,000; 0 switches the rule off.</summary>
    public int? MaxLinks { get; set; }

    /// <summary>Words that hold a comment.</summary>
    public string[]? ModerationWords { get; set; }

    /// <summary>Words that send a comment to the trash.</summary>
    public string[]? DisallowedWords { get; set; }

    /// <summary>Seconds between two comments of one user, address or email, 0 to 3,600.</summary>
    public int? FloodSeconds { get; set; }

    /// <summary>Close comments this many days after publication, 0 to 36,500; 0 never.</summary>
    public int? CloseAfterDays { get; set; }

    /// <summary>How deep replies are indented, 1 to 10.</summary>
    public int? ThreadDepth { get; set; }

    /// <summary>Conversations a page, 1 to 100.</summary>
    public int? CommentsPerPage { get; set; }

    /// <summary>Minutes in which a commenter may edit, 0 to 1,440.</summary>
    public int? EditMinutes { get; set; }

    /// <summary>Show the checkbox that saves name and email in the browser.</summary>
    public bool? ShowCookieConsent { get; set; }

    /// <summary>Show everybody what was decided about comments, without names, at <c>/moderation-log</c>.</summary>
    public bool? PublicModerationLog { get; set; }

    /// <summary>Mail the authors of a story whenever anyone posts a comment on it.</summary>
    public bool? MailAuthors { get; set; }

    /// <summary>Mail moderators whenever a comment is held.</summary>
    public bool? MailModerators { get; set; }

    /// <summary>Offer commenters mails about replies to them.</summary>
    public bool? OfferReplyMail { get; set; }

    /// <summary>Enable threaded comments.</summary>
    public bool? ThreadReplies { get; set; }

    /// <summary>Break comments into pages.</summary>
    public bool? BreakIntoPages { get; set; }

    /// <summary>Show the first page of comments, that of the oldest, at the story's own address.</summary>
    public bool? FirstPageByDefault { get; set; }

    /// <summary>Show the newer comments at the top of each page.</summary>
    public bool? NewestOnTop { get; set; }

    /// <summary>Show avatars.</summary>
    public bool? ShowAvatars { get; set; }

    /// <summary>Allow people to submit comments on new stories.</summary>
    public bool? OpenNewStories { get; set; }
}
