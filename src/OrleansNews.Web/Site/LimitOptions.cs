namespace OrleansNews.Site;

/// <summary>Bounds on what one network address may do (section <c>Limits</c>).</summary>
public sealed class LimitOptions
{
    internal const string Section = "Limits";

    /// <summary>Whether the bounds apply at all. Switch them off to measure from one machine. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Comments, votes, flags and edits that one address may send a minute, 1 to 1,000,000. More answers 429. Default: 120.</summary>
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>Links of mails that one address may follow a minute, 1 to 1,000,000: mail programs end mails from the few machines of their provider. More answers 429. Default: 6,000.</summary>
    public int MailLinksPerMinute { get; set; } = 6_000;

    /// <summary>
    /// Attempts to sign in, to set up or to choose a password, requests for a mail to do so, and application passwords that are wrong, that one address may send a minute, 1 to 1,000,000. More answers 429.
    /// Passwords to compare wait in a queue of 32: a bound above lets one address fill it. Default: 20.
    /// </summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>Searches, in pages and in the API, that one address may send a minute, 1 to 1,000,000. More answers 429. Default: 60.</summary>
    public int SearchesPerMinute { get; set; } = 60;

    /// <summary>
    /// Views of a story that one address may ask for a minute, 1 to 1,000,000: with the form below a comment, with all replies to one, or with what its reader wrote a moment ago or has held. They are
    /// made for who asks, where a page of the story is made for all. More answers 429. Default: 120.
    /// </summary>
    public int ViewsPerMinute { get; set; } = 120;

    /// <summary>Requests of one address that are worked on at once, 1 to 1,000,000; pages from memory and live feeds are none of them. More answers 429. Default: 200.</summary>
    public int RequestsAtOnce { get; set; } = 200;

    /// <summary>Live feeds that one address may hold open, 1 to 1,000,000. More answers 429. Default: 200.</summary>
    public int LiveFeeds { get; set; } = 200;
}
