namespace OrleansNews.Comments;

/// <summary>A comment as a program sends it.</summary>
/// <param name="Author">The name.</param>
/// <param name="Email">The email address; never shown.</param>
/// <param name="Url">The website.</param>
/// <param name="Text">The text, with WordPress's comment tags.</param>
/// <param name="Parent">The id of the comment that is answered; null or 0 for a new conversation.</param>
/// <param name="NotifyReplies">Whether to send mails about replies, once the address is confirmed by mail; nothing happens where the newspaper does not offer it.</param>
/// <param name="Remember">Whether the browser is to be known when it was closed, as the box of the form asks; without it, a cookie that there is stays as it is, and a new one ends with the session.</param>
public sealed record CommentInput(string? Author, string? Email, string? Url, string? Text, long? Parent, bool? NotifyReplies = null, bool? Remember = null);

/// <summary>A comment that is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>approved</c>, <c>held</c>, <c>spam</c> or <c>trash</c>.</param>
/// <param name="Position">The place in the thread's log behind it, <c>epoch:sequence</c>.</param>
/// <param name="Url">The page that shows it; for a held one a preview that works for ten minutes.</param>
public sealed record CommentReceipt(long Id, string Status, string Position, string Url);

/// <summary>A new text.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Version">The version that was edited.</param>
public sealed record EditInput(string? Text, int Version);

/// <summary>A reader's opinion.</summary>
/// <param name="Vote"><c>up</c>, <c>down</c> or <c>none</c>.</param>
public sealed record VoteInput(string? Vote);

/// <summary>The votes on a comment.</summary>
/// <param name="Up">For it.</param>
/// <param name="Down">Against it.</param>
public sealed record VoteTotals(int Up, int Down);

/// <summary>A reader's complaint.</summary>
/// <param name="Reason"><c>spam</c>, <c>abuse</c>, <c>off-topic</c>, <c>privacy</c> or <c>other</c>.</param>
/// <param name="Note">More words, at most 500 characters.</param>
public sealed record FlagInput(string? Reason, string? Note);

/// <summary>A moderator's decision.</summary>
/// <param name="Status"><c>approved</c>, <c>hold</c>, <c>spam</c>, <c>trash</c> or <c>restore</c>.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
public sealed record StatusInput(string? Status, string? Reason);

/// <summary>A decision that is stored.</summary>
/// <param name="Position">The place in the thread's log behind it.</param>
public sealed record DecisionReceipt(string Position);

/// <summary>A comment as readers see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The comment it answers.</param>
/// <param name="Author">The name; empty in a placeholder.</param>
/// <param name="AuthorUrl">The website; may be empty.</param>
/// <param name="Date">When it was posted.</param>
/// <param name="Html">The text as HTML; empty in a placeholder.</param>
/// <param name="Status"><c>approved</c>, or why a comment with visible replies is not shown.</param>
/// <param name="Votes">The votes.</param>
/// <param name="Edited">When its text was last changed; null if never.</param>
/// <param name="Replies">Visible direct replies.</param>
/// <param name="Damaged">Whether the store lost or spoiled its name and text, which are empty then.</param>
public sealed record CommentOutput(
    long Id, long? Parent, string Author, string AuthorUrl, DateTimeOffset Date, string Html, string Status, VoteTotals Votes, DateTimeOffset? Edited, int Replies, bool Damaged);

/// <summary>A page of a thread.</summary>
/// <param name="Items">Conversations, each followed by its replies.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">Visible comments in the thread.</param>
/// <param name="Position">The place in the log that this page shows: the live feed goes on from there.</param>
public sealed record ThreadOutput(ImmutableArray<CommentOutput> Items, string? Next, int Total, string Position);
