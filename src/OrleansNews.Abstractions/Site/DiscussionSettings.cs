using System.Collections.Immutable;

namespace OrleansNews.Site;

/// <summary>WordPress's discussion settings, with its defaults where not said otherwise.</summary>
[GenerateSerializer, Immutable, Alias("news.DiscussionSettings")]
public sealed record DiscussionSettings
{
    /// <summary>Comment author must fill out name and email. Default: yes.</summary>
    [Id(0)] public bool RequireNameAndEmail { get; init; } = true;

    /// <summary>Users must be registered and signed in to comment. Default: no.</summary>
    [Id(1)] public bool RequireLogin { get; init; }

    /// <summary>Which comments wait for a moderator. Default: <see cref="ModerationMode.None"/> beside the rules below.</summary>
    [Id(2)] public ModerationMode Moderation { get; init; } = ModerationMode.None;

    /// <summary>Comment author must have a previously approved comment. Default: yes.</summary>
    [Id(3)] public bool RequirePreviouslyApproved { get; init; } = true;

    /// <summary>Hold a comment with this many links or more. 0 switches the rule off. Default: 2.</summary>
    [Id(4)] public int MaxLinks { get; init; } = 2;

    /// <summary>Words, one entry each, that hold a comment: a whole word, or its beginning where the entry ends in <c>*</c>.</summary>
    [Id(5)] public ImmutableArray<string> ModerationWords { get; init; } = [];

    /// <summary>Words that send a comment to the trash; the same form.</summary>
    [Id(6)] public ImmutableArray<string> DisallowedWords { get; init; } = [];

    /// <summary>Seconds between two comments of one user, address or email, 0 to 3,600. Default: 15 (WordPress).</summary>
    [Id(7)] public int FloodSeconds { get; init; } = 15;

    /// <summary>Close comments this many days after publication; 0 never. Default: 0 (WordPress: off).</summary>
    [Id(8)] public int CloseAfterDays { get; init; }

    /// <summary>How deep replies are indented, 1 to 10. Default: 5. Without effect while <see cref="ThreadReplies"/> is off.</summary>
    [Id(9)] public int ThreadDepth { get; init; } = 5;

    /// <summary>Conversations a page (comments, where they are not threaded), 1 to <see cref="MostPerPage"/>. Default: 50. Without effect while <see cref="BreakIntoPages"/> is off.</summary>
    [Id(10)] public int CommentsPerPage { get; init; } = 50;

    /// <summary>Minutes in which a commenter may edit, 0 to 1,440; 0 switches editing off. Default: 5.</summary>
    [Id(11)] public int EditMinutes { get; init; } = 5;

    /// <summary>Show the checkbox that saves name and email in the browser. Default: yes.</summary>
    [Id(12)] public bool ShowCookieConsent { get; init; } = true;

    /// <summary>Show everybody what was decided about comments, without names, at <c>/moderation-log</c>. Default: no.</summary>
    [Id(13)] public bool PublicModerationLog { get; init; }

    /// <summary>Mail the authors of a story whenever anyone posts a comment on it, as soon as readers see it. Default: yes (WordPress). Only where the newspaper sends mail.</summary>
    [Id(14)] public bool MailAuthors { get; init; } = true;

    /// <summary>Mail moderators whenever a comment is held for moderation. Default: yes (WordPress). Only where the newspaper sends mail.</summary>
    [Id(15)] public bool MailModerators { get; init; } = true;

    /// <summary>Offer commenters mails about replies to them, once they have confirmed their address. Default: yes. Off while the newspaper sends no mail.</summary>
    [Id(16)] public bool OfferReplyMail { get; init; } = true;

    /// <summary>Enable threaded comments: replies are indented, and can be written. Default: yes. Off, comments are one list by date, as in WordPress; replies that are there say what they answer.</summary>
    [Id(17)] public bool ThreadReplies { get; init; } = true;

    /// <summary>Break comments into pages of <see cref="CommentsPerPage"/>. Default: yes (WordPress: no). Off, a page has as many conversations as one can hold, <see cref="MostPerPage"/>.</summary>
    [Id(18)] public bool BreakIntoPages { get; init; } = true;

    /// <summary>Show the first page, that of the oldest comments, at the story's own address. Default: no, the last (WordPress).</summary>
    [Id(19)] public bool FirstPageByDefault { get; init; }

    /// <summary>Show the newer comments at the top of each page. Default: no, the older (WordPress). Replies are always oldest first.</summary>
    [Id(20)] public bool NewestOnTop { get; init; }

    /// <summary>Show avatars. Default: yes. An avatar is the initial of a name on a colour, drawn in the page: nobody's picture is asked for anywhere.</summary>
    [Id(21)] public bool ShowAvatars { get; init; } = true;

    /// <summary>Allow people to submit comments on new posts: what the form of a new story begins with; each story has its own switch. Default: yes.</summary>
    [Id(22)] public bool OpenNewStories { get; init; } = true;

    /// <summary>The most conversations of a page.</summary>
    public const int MostPerPage = 100;

    /// <summary>How many conversations a page has, by both settings.</summary>
    public int ConversationsPerPage => BreakIntoPages ? CommentsPerPage : MostPerPage;

    /// <summary>How many levels of comments there are, by both settings.</summary>
    public int Levels => ThreadReplies ? ThreadDepth : 1;

    /// <summary>Whether comments are one list by date, whatever they answer: with one level, nothing stands below anything.</summary>
    public bool IsFlat => Levels == 1;
}

/// <summary>Which comments wait for a moderator. Stored; never renumber.</summary>
public enum ModerationMode : byte
{
    /// <summary>None, beside what other rules hold.</summary>
    None = 0,

    /// <summary>All.</summary>
    All = 1,
}
